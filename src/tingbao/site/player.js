// 听报: what makes the pages live. Without this file they are whole: the browser's own
// player, chapters as anchors into the text, the feed as a link.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add("js");

  // A browser may refuse to remember; then the page forgets and works.
  const recall = (key) => { try { return localStorage.getItem(`tingbao.${key}`); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(`tingbao.${key}`, value); } catch { /* it forgets */ } };

  const toast = one(".toast");
  let fading = 0;
  const say = (words, stay = false) => {
    clearTimeout(fading);
    toast.textContent = words;
    if (!stay) fading = setTimeout(() => { toast.textContent = ""; }, 2600);
  };

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      say("已复制");
    } catch {
      say(words, true); // not allowed here (plain http, an old browser): show it to be copied by hand
    }
  };

  // Where the show has no address of its own, the one it is read at is its address.
  for (const link of all("[data-app]")) {
    const address = new URL(link.getAttribute("href"), location.href);
    if (/^https?:$/.test(address.protocol)) link.href = address.href.replace(/^https?:/, `${link.dataset.app}:`);
  }
  for (const button of all("[data-copy]")) {
    button.addEventListener("click", () => copy(new URL(button.dataset.copy, location.href).href));
  }

  const audio = one("audio");
  if (!audio) return;
  audio.controls = false;
  const player = one(".player");
  const dock = one(".dock");
  const seek = one(".seek");
  const speed = one(".speed select");
  const played = one("#played rect");
  const width = one(".wave").viewBox.baseVal.width;
  const lines = all("[data-t]");
  const starts = lines.map((line) => Number(line.dataset.t));
  const chapters = all(".chapters li");
  const heads = chapters.map((item) => Number(one("[data-at]", item).dataset.at));
  const titles = chapters.length > 1 ? chapters.map((item) => one(".name", item).textContent) : [player.dataset.title];
  const strokes = all("[data-chapter]");
  const marks = all(".marks g");
  const settings = { follow: one('[data-set="follow"]'), keys: one('[data-set="keys"]') };
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const length = () => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.duration));
  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const tail = String(whole % 60).padStart(2, "0");
    const minutes = Math.floor(whole / 60);
    return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${tail}`;
  };
  const before = (times, moment) => { // the last that has begun, or -1
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= moment + 0.01) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  // ---- going somewhere
  let wanted = null; // where to go once the length is known
  const go = (moment, play) => {
    const to = Math.min(Math.max(0, moment), Math.max(0, length() - 0.05));
    if (audio.readyState > 0) audio.currentTime = to; else wanted = to;
    if (play) start();
    show(to);
  };
  const start = () => audio.play().catch((error) => {
    if (error.name !== "AbortError") say("浏览器没有开始播放，请再按一次");
  });
  const toggle = () => (audio.paused ? start() : audio.pause());
  const now = () => (wanted ?? audio.currentTime);
  const chapter = (step) => {
    const current = before(heads, now());
    // Back in the first moments of a chapter means the one before it, as on every player.
    const target = step < 0 && now() - heads[Math.max(0, current)] > 3 ? current : current + step;
    if (heads.length) go(heads[Math.min(Math.max(0, target), heads.length - 1)], !audio.paused);
  };
  const sentence = (step) => {
    const target = before(starts, now()) + step;
    if (target >= 0 && target < starts.length) go(starts[target], !audio.paused);
  };

  let part = -2; // the chapter that is shown, and below the sentence

  // ---- telling the system what plays
  const media = navigator.mediaSession;
  const announce = () => {
    if (!media || !window.MediaMetadata) return;
    media.metadata = new MediaMetadata({
      title: player.dataset.title,
      artist: player.dataset.show,
      album: titles[part] ?? "",
      artwork: /^http/.test(location.protocol) ? [{ src: one(".lede .cover").src, sizes: "600x600", type: "image/jpeg" }] : [],
    });
  };
  const position = () => {
    if (!media?.setPositionState || !(length() > 0)) return;
    media.setPositionState({ duration: length(), position: Math.min(audio.currentTime, length()), playbackRate: audio.playbackRate });
  };

  // ---- showing where we are
  const bar = one(".dock-bar");
  const elapsed = all(".elapsed");
  let line = -2;
  let second = -1;
  let touched = 0; // when the reader last scrolled by hand
  const show = (moment) => {
    const total = length() || 1;
    played.setAttribute("width", String((width * moment) / total));
    if (document.activeElement !== seek || !dragging) seek.value = String(moment);
    bar.value = moment / total;
    const chapterNow = before(heads, moment);
    if (chapterNow !== part) {
      part = chapterNow;
      const mark = (items, name) => items.forEach((item, number) => item.classList.toggle(name, number === part));
      mark(chapters, "now");
      mark(strokes, "now");
      mark(marks, "now");
      chapters.forEach((item, number) => {
        const button = one("button", item);
        if (number === part) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
      });
      for (const place of all(".now-chapter")) place.textContent = titles[part] ?? "";
      second = -1;
      announce();
    }
    if (Math.floor(moment) !== second) { // words change once a second, the picture with every frame
      second = Math.floor(moment);
      seek.setAttribute("aria-valuetext", `${clock(moment)}，共 ${clock(total)}${part >= 0 ? `，${titles[part]}` : ""}`);
      for (const place of elapsed) place.textContent = clock(moment);
    }
    const lineNow = before(starts, moment);
    if (lineNow !== line) {
      lines[line]?.classList.remove("now");
      line = lineNow;
      lines[line]?.classList.add("now");
      for (const place of all(".now-line")) place.textContent = lines[line]?.textContent ?? "";
      follow();
    }
  };
  const follow = () => {
    if (!settings.follow.checked || audio.paused || line < 0 || Date.now() - touched < 4000) return;
    const text = one(".transcript").getBoundingClientRect();
    if (text.top > innerHeight || text.bottom < 0) return; // the reader is elsewhere on the page
    const place = lines[line].getBoundingClientRect();
    if (place.top > 72 && place.bottom < innerHeight - (dock.hidden ? 24 : 150)) return;
    scrollBy({ top: place.top - innerHeight * 0.38, behavior: still.matches ? "auto" : "smooth" });
  };
  let frame = 0;
  const run = () => {
    show(now());
    frame = audio.paused ? 0 : requestAnimationFrame(run);
  };

  audio.addEventListener("loadedmetadata", () => {
    seek.max = String(length());
    all(".total").forEach((place) => { place.textContent = clock(Math.round(length())); });
    audio.playbackRate = Number(speed.value);
    if (wanted !== null) { audio.currentTime = wanted; wanted = null; }
    show(audio.currentTime);
  });
  audio.addEventListener("play", () => {
    root.classList.add("playing");
    all('[data-do="play"]').forEach((button) => button.setAttribute("aria-label", "暂停"));
    if (!frame) run();
  });
  audio.addEventListener("pause", () => {
    root.classList.remove("playing");
    all('[data-do="play"]').forEach((button) => button.setAttribute("aria-label", "播放"));
    keep();
  });
  audio.addEventListener("seeked", () => { show(now()); position(); });
  audio.addEventListener("waiting", () => say("缓冲中……", true));
  audio.addEventListener("playing", () => { if (toast.textContent === "缓冲中……") say(""); position(); });
  audio.addEventListener("ratechange", () => position());
  const fail = () => say("音频没能打开，请刷新页面，或下载后收听", true);
  audio.addEventListener("error", fail);
  if (audio.error) fail(); // it may have failed before this file was here

  // ---- the reader's hands
  let dragging = false;
  seek.addEventListener("pointerdown", () => { dragging = true; });
  seek.addEventListener("pointerup", () => { dragging = false; });
  seek.addEventListener("input", () => go(Number(seek.value), false));
  speed.addEventListener("change", () => {
    audio.playbackRate = Number(speed.value);
    remember("speed", speed.value);
  });
  const known = recall("speed");
  if (known && [...speed.options].some((option) => option.value === known)) {
    speed.value = known;
    audio.defaultPlaybackRate = Number(known);
    audio.playbackRate = Number(known);
  }
  for (const [name, box] of Object.entries(settings)) {
    box.checked = recall(name) !== "off";
    box.addEventListener("change", () => {
      remember(name, box.checked ? "on" : "off");
      touched = 0;
      if (name === "follow") follow();
    });
  }
  const share = () => {
    const address = new URL(location.href);
    address.hash = `t=${Math.floor(now())}`;
    copy(address.href);
  };
  const does = { play: toggle, back: () => go(now() - 15, !audio.paused), forward: () => go(now() + 30, !audio.paused), share };
  for (const button of all("[data-do]")) button.addEventListener("click", () => does[button.dataset.do]());
  for (const button of all("[data-at]")) button.addEventListener("click", () => go(Number(button.dataset.at), true));
  for (const type of ["wheel", "touchmove"]) addEventListener(type, () => { touched = Date.now(); }, { passive: true });

  one(".transcript").addEventListener("click", (event) => {
    const clicked = event.target.closest("[data-t]");
    if (clicked && String(getSelection()) === "") go(Number(clicked.dataset.t), true);
  });
  const moment = (hash) => {
    const match = /^#t=(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$/.exec(hash);
    return match ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3]) : null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    go(moment(link.hash), true);
  });
  const arrive = () => {
    const at = moment(location.hash);
    if (at !== null) go(at, false);
    return at !== null;
  };
  addEventListener("hashchange", arrive);

  // Where a listener stopped is where the next visit goes on.
  const place = `at.${location.pathname}`;
  const keep = () => {
    const at = audio.currentTime;
    remember(place, at > 5 && at < length() - 5 ? at.toFixed(1) : "0");
  };
  addEventListener("pagehide", keep);
  if (!arrive() && Number(recall(place)) > 0) go(Number(recall(place)), false);

  addEventListener("keydown", (event) => {
    if (!settings.keys.checked || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (at !== seek && at.matches?.("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    if (event.key === " " && at.matches?.("button, a, summary, input:not(.seek)")) return;
    const playing = !audio.paused;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (event.key === " ") toggle();
    else if (event.key === "ArrowLeft") event.shiftKey ? sentence(-1) : go(now() - 10, playing);
    else if (event.key === "ArrowRight") event.shiftKey ? sentence(1) : go(now() + 10, playing);
    else if (event.key === "[") chapter(-1);
    else if (event.key === "]") chapter(1);
    else if (digit >= 0 && digit < heads.length) go(heads[digit], playing);
    else return;
    event.preventDefault();
  });

  // ---- the small player, once the large one is out of sight
  new IntersectionObserver(([entry]) => {
    const away = !entry.isIntersecting && entry.boundingClientRect.top < 0;
    dock.hidden = !away;
    root.classList.toggle("docked", away);
  }).observe(player);

  // ---- the system's own buttons: lock screen, headset, media keys
  const actions = {
    play: start,
    pause: () => audio.pause(),
    seekbackward: (details) => go(now() - (details.seekOffset ?? 15), !audio.paused),
    seekforward: (details) => go(now() + (details.seekOffset ?? 30), !audio.paused),
    seekto: (details) => go(details.seekTime, !audio.paused),
    previoustrack: () => chapter(-1),
    nexttrack: () => chapter(1),
  };
  if (media) {
    for (const [name, act] of Object.entries(actions)) {
      try { media.setActionHandler(name, act); } catch { /* an action this browser has not heard of */ }
    }
  }
  show(now());
})();
