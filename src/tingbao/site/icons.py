"""The few pictures of the controls, drawn here."""

from __future__ import annotations

from tingbao.site.markup import Html

_OPEN = '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">'

ICONS = {
    "icon_play": Html(
        f'{_OPEN}<path class="start" d="M7 3.6v16.8c0 .8.9 1.3 1.6.8l12.6-8.4c.6-.4.6-1.2 0-1.6'
        'L8.6 2.8C7.9 2.3 7 2.8 7 3.6z"/><path class="pause" d="M6 3h4v18H6zM14 3h4v18h-4z"/></svg>'
    ),
    "icon_back": Html(
        f'{_OPEN}<path d="M12 4.5a8 8 0 1 1-7.7 5.8M12 1.8 9 4.5l3 2.7"/>'
        '<text x="12" y="15.2">15</text></svg>'
    ),
    "icon_forward": Html(
        f'{_OPEN}<path d="M12 4.5a8 8 0 1 0 7.7 5.8M12 1.8l3 2.7-3 2.7"/>'
        '<text x="12" y="15.2">30</text></svg>'
    ),
}
