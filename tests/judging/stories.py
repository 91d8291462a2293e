"""Small internets whose whole assessments lie in goldens/: every check speaks in one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.rules import Company, Provider
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.events import Service
from cdnaudit.model.facts import (
    AsnAnswer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    RdapAnswer,
    RdapQuestion,
    Record,
)
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Role, Signal, State
from cdnaudit.model.tls import Tls, TlsProblem, TlsRefusal
from cdnaudit.observe.public_suffix import registrable
from cdnaudit.survey.survey import Survey
from tests.small_knowledge import KNOWN, rule
from tests.world import (
    ALPHA,
    BETA,
    ECHO,
    OWN,
    SILENT,
    Answers,
    none_at,
    page,
    plan,
    survey,
    unknown,
    unnamed,
    world,
)

APEX, HOST = "shop.example", "www.shop.example"
URL, LOGIN = f"https://{HOST}/", f"https://{HOST}/login"
WIDGET = '<script src="https://challenge.alpha-edge.example/api.js"></script>'
EDGE_ZONES = {"alpha-edge.example": ALPHA, "beta-edge.example": BETA}

RICH = Knowledge(
    [
        *KNOWN.providers.values(),
        Provider(id="alpha-labs", name="Alpha Labs", company="alpha", anycast=True),
        Provider(id="delta", name="Delta", company="delta", runs_on=(Service("beta", Role.CDN),)),
        Provider(id="issuer", name="Issuer", company="issuer"),
    ],
    [
        *KNOWN.rules,
        rule("alpha-labs", Role.DNS, Signal.NS, suffix=("labs-dns.example",)),
        rule("alpha-labs", Role.PLATFORM, Signal.CNAME, suffix=("labs-app.example",)),
        rule("delta", Role.CDN, Signal.HEADER, header="x-delta", value=("*",)),
        rule("delta", Role.WAF, Signal.COOKIE, cookie=("delta-wall",), state=State.PRESENT),
        rule("delta", Role.WAF, Signal.BODY, contains=("delta refuses",), state=State.BLOCK),
        rule("delta", Role.CDN, Signal.CERT, suffix=("delta.example",)),
        rule("delta", Role.HOSTING, Signal.PTR, suffix=("rev.delta.example",)),
        rule("delta", Role.CDN, Signal.PREFIX, prefix=("203.0.113.0/26",)),
        rule("delta", Role.HOSTING, Signal.ASN, asn=(64502,)),
        rule("delta", Role.DNS, Signal.PREFIX, 1, prefix=("203.0.113.64/26",)),
        rule(
            "delta",
            Role.HOSTING,
            Signal.CNAME,
            suffix=("{region}.cloud-delta.example",),
            cloud="delta",
        ),
        rule("issuer", Role.CA, Signal.CERT, issuer=("CN=Test*",)),
    ],
    [*KNOWN.companies.values(), Company(id="delta", name="Delta"), Company(id="issuer", name="I")],
)


@dataclass(frozen=True, slots=True)
class Story:
    """Answers, and how they are asked for and judged."""

    answers: Answers
    target: str = HOST
    policy: Policy = field(default_factory=Policy)
    options: Mapping[str, object] = field(default_factory=dict)

    def judged(self) -> Assessment:
        """Walk, and put every check to what was found."""
        asked = plan(self.target, **self.options)
        return Judge(RICH, registrable, self.policy).target(asked, self.surveyed())

    def surveyed(self) -> Survey:
        """Walk."""
        return survey(self.answers, plan(self.target, **self.options))


def _answered(url: str, status: int, body: str = "", **more: object) -> Answers:
    headers = more.pop("headers", {})
    (answer,) = page(url, status, body, **headers).values()  # type: ignore[arg-type]
    assert isinstance(answer, HttpAnswer)
    return {HttpQuestion(url): replace(answer, **more)}  # type: ignore[arg-type]


def everything_at_one() -> Story:
    """One company does DNS, edge and challenge; a login is declared, a certificate seen."""
    answers = world(
        {HOST: "x.alpha-edge.example 192.0.2.1 192.0.2.130 2001:db8:a::1"},
        {"shop.example": ALPHA, **EDGE_ZONES},
        ttl=4000,
    )
    answers |= _answered(URL, 403, WIDGET, headers={"X_alpha_challenge": "challenge"})
    answers |= _answered(LOGIN, 200, WIDGET, tls=Tls("CN=Test", (HOST, "*.delta.example")))
    return Story(answers, options={"http": True, "urls": (LOGIN,), "file": "t.txt", "line": 4})


def one_company_by_two_names() -> Story:
    """A platform and DNS of one company's two providers, one of them steering."""
    return Story(
        world(
            {HOST: "x.alpha-steering.example x.labs-app.example 192.0.2.1"},
            {
                "shop.example": "a.labs-dns.example=192.0.2.21 b.labs-dns.example=198.51.100.21",
                "labs-app.example": ALPHA,
                "alpha-steering.example": ALPHA,
            },
        )
    )


def apex_and_www() -> Story:
    """The apex has addresses, its www an edge; the zone is at two operators."""
    return Story(
        world(
            {APEX: "203.0.113.200 198.51.100.1", HOST: "x.beta-edge.example 198.51.100.9"},
            {"shop.example": f"{ALPHA} {BETA}", **EDGE_ZONES},
        ),
        target=APEX,
    )


def two_edges_by_family() -> Story:
    """Another edge by IPv6 than by IPv4, in several samples and subnets."""
    zones = {"shop.example": f"{BETA} {ECHO}", **EDGE_ZONES}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones)
    other = world({HOST: "x.beta-edge.example 2001:db8:b::1"}, zones)
    v6 = DnsQuestion(HOST, "AAAA")
    answers |= {key: value for key, value in other.items() if key not in answers}
    answers[v6] = other[v6]
    for sample in (0, 1):
        for type_ in ("A", "AAAA"):
            question = DnsQuestion(HOST, type_, ecs="192.0.2.0/24", sample=sample)
            given = answers[DnsQuestion(HOST, type_)]
            assert isinstance(given, DnsAnswer)
            answers[question] = replace(given, ecs_scope=24)
    return Story(answers, options={"samples": 2, "ecs": ("192.0.2.0/24",)})


def own_everything() -> Story:
    """The owner's own servers and network, with reverse names and an own CA."""
    answers = world({HOST: "203.0.113.201"}, {"shop.example": OWN})
    reverse = "201.113.0.203.in-addr.arpa"
    answers[DnsQuestion(reverse, "PTR")] = DnsAnswer(
        "NOERROR", (Record(reverse, "PTR", 60, "h1.rev.delta.example"),)
    )
    answers |= _answered(URL, 200, "hello", peer="203.0.113.201", headers={"x_delta": "1"})
    return Story(answers, options={"http": True})


def a_wall() -> Story:
    """A firewall refuses, by its body, and leaves a cookie on another page."""
    answers = world({HOST: "203.0.113.1 203.0.113.130"}, {"shop.example": OWN})
    answers |= _answered(URL, 403, "delta refuses", headers={"set_cookie": "delta-wall=1; Path=/"})
    answers |= _answered(LOGIN, 302, headers={"location": "/in"})
    answers |= _answered(f"https://{HOST}/in", 200, headers={"set_cookie": "delta-wall=1"})
    return Story(answers, options={"http": True, "urls": (LOGIN,)})


def wall_on_the_way() -> Story:
    """An interstitial leads to a path of its own, which looks like any page; login is refused."""
    answers = world({HOST: "203.0.113.1 203.0.113.130"}, {"shop.example": OWN})
    away = {"location": "/interstitial", "x_alpha_challenge": "challenge"}
    answers |= _answered(URL, 302, headers=away)
    answers |= _answered(f"https://{HOST}/interstitial", 200)
    answers |= _answered(LOGIN, 403)
    return Story(answers, options={"http": True, "urls": (LOGIN,)})


def vanity_names() -> Story:
    """Names of the owner's, unmasked by network and by SOA, beside one of two addresses."""
    answers = world(
        None,
        {
            "shop.example": "ns1.shop.example=203.0.113.65 ns2.shop.example=203.0.113.66 "
            "ns3.shop.example=203.0.113.66"
        },
    )
    data = "ns1.alpha-dns.example hostmaster.alpha-dns.example 1 7200 900 1209600 300"
    answers[DnsQuestion(APEX, "SOA")] = DnsAnswer("NOERROR", (Record(APEX, "SOA", 900, data),))
    return Story(answers)


def strangers_names() -> Story:
    """Nameservers that no rule knows: two domains with one label, two that share an address."""
    servers = (
        "a.hoster.example=192.0.2.14 b.hoster.test=203.0.113.14 "
        "c.other.example=198.51.100.14 d.third.example=198.51.100.14"
    )
    names = ("hoster.example", "hoster.test", "other.example", "third.example")
    zones = {"shop.example": servers, **dict.fromkeys(names, OWN)}
    return Story(world(None, zones))


def one_network() -> Story:
    """Every nameserver in one prefix, at an operator without anycast, and one address a host."""
    zones = {"shop.example": "ns1.beta-dns.example=192.0.2.13 ns2.beta-dns.example=192.0.2.14"}
    return Story(world({HOST: "203.0.113.202"}, zones))


def anycast_network() -> Story:
    """The same of an operator with anycast, in both families."""
    zones = {
        "shop.example": "ns1.alpha-dns.example=192.0.2.13,2001:db8:a::13 "
        "ns2.alpha-dns.example=192.0.2.140,2001:db8:a::14"
    }
    return Story(world({HOST: "192.0.2.1 2001:db8:a::1"}, zones))


def lame_and_mismatched() -> Story:
    """One nameserver refuses, one is silent, the parent names another than the zone."""
    text = f"{ALPHA} {BETA}"
    answers = world(None, {"shop.example": text}, above={"shop.example": f"{ALPHA} {ECHO}"})
    answers[DnsQuestion(APEX, "NS", server="198.51.100.11")] = DnsAnswer("REFUSED", (), aa=False)
    answers |= unknown(DnsQuestion(APEX, "NS", server="203.0.113.12"), why=SILENT)
    return Story(answers)


def one_nameserver() -> Story:
    """A zone of one nameserver whose name is an alias, and one that does not exist."""
    answers = world(None, {"shop.example": "ns1.alpha-dns.example=192.0.2.11 ns9.gone.example="})
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion("ns9.gone.example", type_)] = DnsAnswer("NXDOMAIN")
        records = (
            Record("ns1.alpha-dns.example", "CNAME", 60, "real.alpha-dns.example"),
            Record("real.alpha-dns.example", "A", 60, "192.0.2.11"),
        )
        answers[DnsQuestion("ns1.alpha-dns.example", type_)] = DnsAnswer(
            "NOERROR", records if type_ == "A" else records[:1]
        )
    return Story(answers)


def ring_of_zones() -> Story:
    """Two zones that need each other, one of them with a way out."""
    zones = {
        "shop.example": "ns1.store.example=192.0.2.13 ns2.store.example=198.51.100.13",
        "store.example": "ns1.shop.example=192.0.2.14 ns3.store.example=203.0.113.14",
    }
    return Story(world(None, zones))


def closed_ring() -> Story:
    """Two zones that nothing else leads to."""
    zones = {
        "shop.example": "ns1.store.example=192.0.2.13 ns2.store.example=198.51.100.13",
        "store.example": "ns1.shop.example=192.0.2.14 ns2.shop.example=198.51.100.14",
    }
    return Story(world(None, zones))


def closed_provider() -> Story:
    """An edge and a nameserver of a provider that has closed."""
    zones = {
        "shop.example": "ns1.gone-dns.example=192.0.2.11 ns2.beta-dns.example=203.0.113.12",
        "gone-edge.example": BETA,
    }
    return Story(world({HOST: "x.gone-edge.example 192.0.2.1"}, zones))


def dangling() -> Story:
    """An alias to a name of an edge that does not exist."""
    answers = world({HOST: "x.alpha-edge.example"}, {"shop.example": OWN, **EDGE_ZONES})
    link = Record(HOST, "CNAME", 60, "x.alpha-edge.example")
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion(HOST, type_)] = DnsAnswer("NXDOMAIN", (link,))
    return Story(answers)


def loop() -> Story:
    """Aliases in a circle."""
    answers = world({HOST: "a.shop.example"})
    links = (
        Record(HOST, "CNAME", 60, "a.shop.example"),
        Record("a.shop.example", "CNAME", 60, HOST),
    )
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion(HOST, type_)] = DnsAnswer("NOERROR", links)
    return Story(answers)


def long_chain() -> Story:
    """Nine aliases, the last of them of a platform that runs on another's edge."""
    names = " ".join(f"a{number}.shop.example" for number in range(8))
    zones = {"shop.example": BETA, "cabin-app.example": BETA}
    return Story(world({HOST: f"{names} x.cabin-app.example 192.0.2.1"}, zones, ttl=301))


def longest_chain() -> Story:
    """More aliases than are followed."""
    names = " ".join(f"a{number}.shop.example" for number in range(18))
    return Story(world({HOST: f"{names} 192.0.2.1"}))


def no_such_host() -> Story:
    """The host does not exist."""
    answers = world({HOST: ""})
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion(HOST, type_)] = DnsAnswer("NXDOMAIN")
    return Story(answers, options={"http": True})


def unanswered() -> Story:
    """Nobody answered for one family, one zone, one page and one network."""
    zones = {"shop.example": f"{ALPHA} {BETA}", **EDGE_ZONES}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1 9.9.9.9"}, zones)
    answers |= unknown(
        DnsQuestion(HOST, "AAAA"),
        DnsQuestion("alpha-edge.example", "NS"),
        DnsQuestion(APEX, "NS", server="192.0.2.12"),
        HttpQuestion(URL),
        HttpQuestion(f"http://{HOST}/"),
    )
    return Story(answers, options={"http": True})


def no_zone() -> Story:
    """Nobody said in which zone the host lies."""
    return Story(world() | unnamed(HOST, APEX))


def zone_that_its_registry_names() -> Story:
    """Nobody but the registry said in which zone the host lies."""
    return Story(world() | unknown(DnsQuestion(HOST, "NS"), DnsQuestion(APEX, "NS")))


def load_balancer() -> Story:
    """Servers of a zone cut answer for addresses, with and without authority, and never for NS."""
    servers = "gtm1.shop.example=192.0.2.31 gtm2.shop.example=198.51.100.31"
    answers = world({HOST: "203.0.113.1"}, {"shop.example": OWN, HOST: servers})
    answers |= none_at(HOST, "NS", rcode="NXDOMAIN", soa=APEX)
    record = Record(HOST, "A", 20, "203.0.113.1")
    for ip, aa in (("192.0.2.31", True), ("198.51.100.31", False)):
        for type_ in ("NS", "SOA"):
            answers[DnsQuestion(HOST, type_, server=ip)] = DnsAnswer("NOTIMP", (), aa=False)
        answers[DnsQuestion(HOST, "A", server=ip)] = DnsAnswer("NOERROR", (record,), aa=aa)
    return Story(answers)


def alias_at_the_apex() -> Story:
    """The apex is an alias, which hides its zone from the resolver; its IPv6 is denied."""
    answers = world({APEX: "x.alpha-edge.example 192.0.2.1"}, {APEX: OWN, **EDGE_ZONES})
    link = Record(APEX, "CNAME", 60, "x.alpha-edge.example")
    answers[DnsQuestion(APEX, "NS")] = DnsAnswer("NOERROR", (link,))
    answers[DnsQuestion(APEX, "AAAA")] = DnsAnswer("NXDOMAIN", (link,))
    return Story(answers | none_at(HOST, "A", "AAAA"), target=APEX)


def parked() -> Story:
    """An apex that serves no web host."""
    return Story(world({APEX: "", HOST: ""}, {APEX: BETA}), target=APEX)


def lost_www() -> Story:
    """Nobody answers for the www of an apex."""
    lost = unknown(DnsQuestion(HOST, "A"), DnsQuestion(HOST, "AAAA"))
    return Story(world({APEX: "203.0.113.1", HOST: ""}) | lost, target=APEX)


def private_address() -> Story:
    """The only address is a private one."""
    return Story(world({HOST: "10.0.0.1"}))


def aliases_to_the_root() -> Story:
    """The alias and a nameserver are the root: there is no such service."""
    answers = world({HOST: ""}, {"shop.example": f"{OWN.split()[0]} ="})
    link = Record(HOST, "CNAME", 60, "")
    answers |= {DnsQuestion(HOST, t): DnsAnswer("NOERROR", (link,)) for t in ("A", "AAAA")}
    return Story(answers)


def unrouted() -> Story:
    """No route covers one of two addresses, no name is known of the other's network."""
    answers = world({HOST: "203.0.113.203 198.51.100.3"})
    answers[AsnQuestion("203.0.113.203")] = AsnAnswer(None)
    answers[AsnQuestion("198.51.100.3")] = AsnAnswer(64999, None, "198.51.100.0/24")
    return Story(answers)


def regions() -> Story:
    """Two hosts in regions of one cloud."""
    zones = {"shop.example": f"{ALPHA} {BETA}", "cloud-delta.example": BETA}
    return Story(
        world(
            {
                APEX: "203.0.113.230",
                HOST: "lb.us-east-1.cloud-delta.example 203.0.113.231",
            },
            zones,
        ),
        target=APEX,
    )


def demands() -> Story:
    """An organisation demands more operators, and denies those in use."""
    policy = Policy(min_dns_providers=2, min_cdn_providers=2, deny_providers=("alpha", "nobody"))
    told = everything_at_one()
    return replace(told, policy=policy)


def allowances() -> Story:
    """An organisation allows but one of the providers in use."""
    return replace(apex_and_www(), policy=Policy(allow_providers=("beta",), min_dns_providers=3))


def not_authoritative() -> Story:
    """No nameserver is asked directly."""
    return replace(lame_and_mismatched(), options={"authoritative": False})


def many_nameservers() -> Story:
    """More nameservers than are read, and more than are asked, some of many addresses."""
    text = " ".join(f"n{n:02}.shop.example=192.0.2.{n}" for n in range(10, 34))
    more = ",".join(f"198.51.100.{n}" for n in range(10, 17))
    return Story(world(None, {"shop.example": text.replace("=192.0.2.12", f"={more}")}))


def missing_nameservers() -> Story:
    """More names of nameservers that do not exist than are looked for."""
    text = " ".join(f"n{n}.gone.example=" for n in range(8))
    answers = world(None, {"shop.example": f"{text} z.alpha-dns.example=192.0.2.11"})
    for number in range(8):
        for type_ in ("A", "AAAA"):
            answers[DnsQuestion(f"n{number}.gone.example", type_)] = DnsAnswer("NXDOMAIN")
    return Story(answers)


def silent_addresses() -> Story:
    """A nameserver of three addresses of which the first two are silent, and one of IPv6 alone."""
    zones = {
        "shop.example": "ns1.shop.example=192.0.2.13,192.0.2.14,192.0.2.15 "
        "ns2.shop.example=2001:db8:a::13"
    }
    silent = [DnsQuestion(APEX, "NS", server=f"192.0.2.{n}") for n in (13, 14)]
    v6 = DnsQuestion(APEX, "NS", server="2001:db8:a::13")
    answers = world({HOST: "203.0.113.1"}, zones)
    return Story(answers | unknown(*silent, why=SILENT) | unknown(v6))


def silent_registry() -> Story:
    """More servers of the registry are silent than are tried."""
    answers = world()
    names = [f"{letter}.nic.example" for letter in "abcdefg"]
    records = tuple(Record("example", "NS", 60, name) for name in names)
    answers[DnsQuestion("example", "NS")] = DnsAnswer("NOERROR", records)
    for number, name in enumerate(names):
        ip = f"198.51.100.{200 + number}"
        answers[DnsQuestion(name, "A")] = DnsAnswer("NOERROR", (Record(name, "A", 60, ip),))
        answers |= unknown(DnsQuestion(APEX, "NS", server=ip))
    return Story(answers)


def deep_name() -> Story:
    """A name of many labels, in a zone of its own below a zone of another operator."""
    deep = "a.b.c.d.e.f.shop.example"
    zones = {"shop.example": BETA, "f.shop.example": ALPHA}
    return Story(world({deep: "203.0.113.1"}, zones), target=deep)


def many_addresses() -> Story:
    """Addresses in networks that no rule knows: the registry is asked, and some reverse names."""
    ips = " ".join(f"192.0.2.{n}" for n in range(1, 6))
    answers = world({HOST: f"{ips} 2001:db8:a::1"})
    for number in range(1, 4):
        reverse = f"{number}.2.0.192.in-addr.arpa"
        records = (Record(reverse, "PTR", 60, f"h{number}.rev.delta.example"),)
        answers[DnsQuestion(reverse, "PTR")] = DnsAnswer("NOERROR", records)
    answers |= {RdapQuestion("192.0.2.1"): RdapAnswer("NORTH", "North Inc")}
    return Story(answers, options={"rdap": True})


def redirects() -> Story:
    """A page that leads on and on, by way of another host, and one that leads in a circle."""
    answers = world({HOST: "203.0.113.1", "other.example": "198.51.100.1"})
    for number in range(9):
        here = URL if not number else f"https://other.example/{number}"
        answers |= page(here, 302, location=f"https://other.example/{number + 1}")
    answers |= page(LOGIN, 307, location=f"https://{HOST}/a")
    answers |= page(f"https://{HOST}/a", 308, location="/login")
    return Story(answers, options={"http": True, "urls": (LOGIN,)})


def plain_page() -> Story:
    """Nothing answers with TLS; the page over HTTP is a challenge's, with a service record."""
    answers = world({HOST: "203.0.113.1"}) | unknown(HttpQuestion(URL))
    answers |= page(f"http://{HOST}/", 503, WIDGET)
    data = ("1 x.alpha-edge.example. alpn=h2", "2 . alpn=h3", "3")
    records = tuple(Record(HOST, "HTTPS", 60, text) for text in data)
    answers[DnsQuestion(HOST, "HTTPS")] = DnsAnswer("NOERROR", records)
    return Story(answers, options={"http": True})


def refused_by_browsers() -> Story:
    """The certificate has expired, HTTP leads back to it; a login leads to a port of no web."""
    seen = Tls("CN=Test", ("other.example",), "2026-07-03T12:00:00Z", "2026-10-01T12:00:00Z")
    refusal = TlsRefusal(TlsProblem.EXPIRED, seen, "203.0.113.1")
    answers: Answers = {**world({HOST: "203.0.113.1"}), HttpQuestion(URL): refusal}
    answers |= page(f"http://{HOST}/", 301, location=URL)
    answers |= page(LOGIN, 302, location=f"https://{HOST}:8443/")
    return Story(answers, options={"http": True, "urls": (LOGIN,)})


def trouble_behind_an_alias() -> Story:
    """The www of an apex leads into a zone that needs another, which needs it."""
    zones = {
        "shop.example": OWN,
        "far.example": "ns1.away.example=192.0.2.31 ns2.away.example=198.51.100.31",
        "away.example": "ns1.far.example=192.0.2.32 ns2.far.example=198.51.100.32",
    }
    return Story(world({APEX: "203.0.113.1", HOST: "x.far.example 203.0.113.2"}, zones), APEX)


def glue_alone() -> Story:
    """Nobody answers for the addresses of nameservers, and the parent gives them."""
    zones = {"shop.example": "ns1.shop.example=192.0.2.13,2001:db8:a::13 ns2.shop.example="}
    names = ("ns1.shop.example", "ns2.shop.example")
    gone = [DnsQuestion(name, type_) for name in names for type_ in ("A", "AAAA")]
    return Story(world(None, zones) | unknown(*gone))


def addresses_unknown() -> Story:
    """Nobody answers for the addresses of a stranger's nameservers; one has none at all."""
    zones = {"shop.example": "ns1.far.example= ns2.far.example=", "far.example": BETA}
    gone = [DnsQuestion("ns1.far.example", type_) for type_ in ("A", "AAAA")]
    return Story(world(None, zones) | unknown(*gone))


def disjoint_sets() -> Story:
    """Parent and zone name quite other nameservers."""
    return Story(world(None, {"shop.example": ALPHA}, above={"shop.example": BETA}))


def superset_above() -> Story:
    """The parent names one more than the zone does."""
    return Story(
        world(None, {"shop.example": ALPHA}, above={"shop.example": f"{ALPHA} {OWN.split()[0]}"})
    )


def pools_of_two_edges() -> Story:
    """Two edges by samples; the response is one edge's, from one of its addresses."""
    zones = {"shop.example": f"{ALPHA} {BETA}", **EDGE_ZONES}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1 192.0.2.2"}, zones)
    other = world({HOST: "x.beta-edge.example 203.0.113.1 198.51.100.7"}, zones)
    answers |= {key: value for key, value in other.items() if key not in answers}
    answers[DnsQuestion(HOST, "A", sample=1)] = other[DnsQuestion(HOST, "A")]
    answers |= _answered(URL, 200, peer="203.0.113.1", headers={"x_delta": "1"})
    return Story(answers, options={"http": True, "samples": 2})


def foreign_peer() -> Story:
    """The response came from one network, and the host has addresses in others without a name."""
    ips = "192.0.2.1 192.0.2.130 203.0.113.1 198.51.100.1 2001:db8:a::1"
    answers = world({HOST: ips}, {"shop.example": f"{ALPHA} {BETA}"})
    answers |= _answered(URL, 200, peer="192.0.2.1", headers={"x_delta": "1"})
    answers[AsnQuestion("203.0.113.1")] = AsnAnswer(64999, "ELSE", "203.0.113.0/24")
    return Story(answers, options={"http": True})


def known_without_addresses() -> Story:
    """Nameservers of a known operator: one has no address, one does not exist, one is unanswered."""
    names = ("ns1.alpha-dns.example", "ns2.alpha-dns.example", "ns3.alpha-dns.example")
    answers = world(None, {"shop.example": " ".join(f"{name}=" for name in names)})
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion(names[1], type_)] = DnsAnswer("NXDOMAIN")
        answers |= unknown(DnsQuestion(names[2], type_))
    return Story(answers)


def status_page_in_the_same_zone() -> Story:
    """The status page stands on another edge, and its name is on the site's only DNS provider."""
    status = "status.shop.example"
    zones = {"shop.example": ALPHA, "alpha-edge.example": ALPHA, "beta-edge.example": BETA}
    answers = world(
        {HOST: "x.alpha-edge.example 192.0.2.1", status: "y.beta-edge.example 203.0.113.9"}, zones
    )
    return Story(answers, options={"status_page": status})


def origin_behind_the_edge() -> Story:
    """One origin is behind the same edge, another refuses what does not come from it."""
    direct = "origin.shop.example"
    answers = world(
        {HOST: "x.alpha-edge.example 192.0.2.1", direct: "x.alpha-edge.example 192.0.2.1"},
        {"shop.example": OWN, "alpha-edge.example": ALPHA},
    )
    answers |= page(URL)
    answers[HttpQuestion(URL, origin=direct)] = HttpAnswer(200, (), "")
    answers[HttpQuestion(URL, origin="203.0.113.9")] = HttpAnswer(403, (), "")
    return Story(answers, options={"http": True, "origins": (direct, "203.0.113.9")})


STORIES: dict[str, Callable[[], Story]] = {
    told.__name__.replace("_", "-"): told
    for told in (
        everything_at_one,
        one_company_by_two_names,
        apex_and_www,
        two_edges_by_family,
        own_everything,
        a_wall,
        wall_on_the_way,
        vanity_names,
        strangers_names,
        one_network,
        anycast_network,
        lame_and_mismatched,
        one_nameserver,
        ring_of_zones,
        closed_ring,
        closed_provider,
        dangling,
        loop,
        long_chain,
        longest_chain,
        no_such_host,
        unanswered,
        no_zone,
        zone_that_its_registry_names,
        load_balancer,
        alias_at_the_apex,
        parked,
        lost_www,
        private_address,
        aliases_to_the_root,
        unrouted,
        regions,
        demands,
        allowances,
        not_authoritative,
        many_nameservers,
        missing_nameservers,
        silent_addresses,
        silent_registry,
        deep_name,
        many_addresses,
        redirects,
        plain_page,
        refused_by_browsers,
        trouble_behind_an_alias,
        glue_alone,
        addresses_unknown,
        disjoint_sets,
        superset_above,
        pools_of_two_edges,
        foreign_peer,
        known_without_addresses,
        status_page_in_the_same_zone,
        origin_behind_the_edge,
    )
}
