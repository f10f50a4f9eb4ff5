"""Which addresses a page may be fetched from: none that is inside, whatever it is dressed as."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.errors import InputError
from tingbao.services import address

PRIVATE = ["10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1"]
PRIVATE += ["0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1"]  # noqa: S104
PUBLIC = ["1.1.1.1", "223.5.5.5", "8.8.8.8", "101.6.6.6"]


def _clothes(inner: str) -> dict[str, str]:
    """Give an IPv4 address in each form that IPv6 has for it."""
    four = int(IPv4Address(inner))
    return {
        "mapped": f"::ffff:{inner}",
        "NAT64": str(IPv6Address((0x64FF9B << 96) | four)),
        "6to4": str(IPv6Address((0x2002 << 112) | (four << 80))),
        "Teredo": str(IPv6Address((0x20010000 << 96) | (1 << 64) | (four ^ 0xFFFFFFFF))),
        "ISATAP": str(IPv6Address((0x24003200 << 96) | (0x00005EFE << 32) | four)),
        "ISATAP, global": str(IPv6Address((0x24003200 << 96) | (0x02005EFE << 32) | four)),
    }


@pytest.mark.parametrize("inner", PRIVATE)
def test_no_clothes_make_a_private_address_public(inner):
    """Law: what is inside stays inside as IPv4 and in every form that IPv6 has for it."""
    assert not address.is_public(inner)
    for form, written in _clothes(inner).items():
        assert not address.is_public(written), form


@pytest.mark.parametrize("inner", PUBLIC)
def test_clothes_take_nothing_from_a_public_address(inner):
    """Law: what may be fetched from may be so in every form."""
    assert address.is_public(inner)
    for form, written in _clothes(inner).items():
        assert address.is_public(written), form


@pytest.mark.parametrize(
    "ip",
    [
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1"),
        *("fec0::1", "feff::1", "64:ff9b:1::a00:1", "2001:db8::1", "5f00::1", "4000::1", "1fff::1"),
        *("::10.0.0.1", "::1.1.1.1", "64:ff9b::1:101:101", "ff0e::1"),
    ],
)
def test_what_the_registries_do_not_give_away_is_not_public(ip):
    """Law: of IPv6 only what lies in 2000::/3 and is for everyone is public."""
    assert not address.is_public(ip)


@pytest.mark.parametrize("ip", ["2400:3200::1", "2606:4700::1111%a%b", "2a00:1450::5eff:101:101"])
def test_the_rest_of_ipv6_is_public(ip):
    """Law: the public internet may be fetched from, with a zone or without."""
    assert address.is_public(ip)


@given(st.ip_addresses(v=4))
def test_every_form_says_the_same(inner):
    """Law: the clothes change nothing of whether an address is public."""
    plain = address.is_public(str(inner))
    assert {address.is_public(written) for written in _clothes(str(inner)).values()} == {plain}


@pytest.fixture
def names(monkeypatch):
    """A system that knows some names; what it was asked is kept."""
    known = {
        "mixed.test": ["1.1.1.1", "2400:3200::1", "1.1.1.1"],
        "inside.test": ["1.1.1.1", "10.0.0.1"],
    }
    asked = []

    def getaddrinfo(host, port, *, type):  # noqa: A002  # as the library names it
        asked.append((host, port, type))
        if host == "odd.test":
            raise UnicodeError("label too long")
        if host not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, type, 6, "canonical", (ip, port)) for ip in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_each_address_once_in_the_order_of_the_system(names):
    """Law: a host's addresses are given as they came, each once, for the port asked for."""
    found = address.resolve("mixed.test", 8080, allow_private=False, where="here")
    assert found == ("1.1.1.1", "2400:3200::1")
    assert names == [("mixed.test", 8080, socket.SOCK_STREAM)]


def test_one_private_address_refuses_the_host_unless_it_is_allowed(names):
    """Law: all addresses must be public, or all are let pass; the refusal says which and where."""
    del names
    with pytest.raises(InputError) as refused:
        address.resolve("inside.test", 80, allow_private=False, where="here")
    assert str(refused.value) == (
        "inside.test leads to the private address 10.0.0.1 (here): --allow-private lets it pass"
    )
    found = address.resolve("inside.test", 80, allow_private=True, where="here")
    assert found == ("1.1.1.1", "10.0.0.1")
    assert address.resolve("mixed.test", 80, allow_private=True, where="here") == (
        "1.1.1.1",
        "2400:3200::1",
    )


@pytest.mark.parametrize("host", ["nobody.test", "odd.test"])
def test_a_name_without_an_address_is_refused(names, host):
    """Law: what the system cannot resolve is one line with place and hint."""
    del names
    with pytest.raises(InputError) as refused:
        address.resolve(host, 80, allow_private=True, where="here")
    assert str(refused.value) == f"no address for {host} (here): check the URL and the network"
