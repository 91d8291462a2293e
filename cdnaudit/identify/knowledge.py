"""Stop-gap."""

import ipaddress, tomllib
from functools import cache
from importlib.resources import files
from cdnaudit.identify.globs import label_region, matches_any
from cdnaudit.identify.match import Match
from cdnaudit.identify.rules import Rule, Provider, Company, default_confidence
from cdnaudit.model.terms import *


class Knowledge:
    def __init__(self, providers, companies, rules):
        self.providers = providers
        self.companies = companies
        self.rules = tuple(rules)
        self.date = max(r.verified for r in rules)

    def company_of(self, p):
        return self.providers[p].company

    def owners_of(self, p):
        out = [self.company_of(p)]
        while (
            out[-1] in self.companies
            and self.companies[out[-1]].parent
            and self.companies[out[-1]].parent not in out
        ):
            out.append(self.companies[out[-1]].parent)
        return tuple(out)

    @cache
    def by_name(self, signal, name):
        labels = name.split(".")
        out = []
        for r in self.rules:
            if r.on is not signal:
                continue
            for s in r.suffix:
                sl = s.split(".")
                if len(sl) <= len(labels):
                    rs = [
                        label_region(p, l) if p != l else "" for p, l in zip(sl, labels[-len(sl) :])
                    ]
                    if None not in rs:
                        out.append(Match(r, name, next((x for x in rs if x), None)))
        return tuple(sorted(set(out)))

    def by_asn(self, asn):
        return tuple(Match(r, f"AS{asn}") for r in self.rules if asn in r.asn)

    @cache
    def by_address(self, ip):
        a = ipaddress.ip_address(ip)
        best = {}
        for r in self.rules:
            for p in r.prefix:
                n = ipaddress.ip_network(p)
                if n.version == a.version and a in n and n.prefixlen >= best.get(r.role, (-1,))[0]:
                    best[r.role] = (n.prefixlen, Match(r, ip))
        return tuple(sorted(m for _, m in best.values()))

    def by_issuer(self, issuer):
        return tuple(
            Match(r, issuer) for r in self.rules if r.issuer and matches_any(r.issuer, issuer)
        )

    def by_response(self, answer):
        out = []
        body = answer.body or ""
        for r in self.rules:
            if r.status and answer.status not in r.status:
                continue
            if r.with_header and not any(
                k.lower() == r.with_header[0] and matches_any((r.with_header[1],), v)
                for k, v in answer.headers
            ):
                continue
            if r.on is Signal.HEADER:
                out += [
                    Match(r, f"{k}: {v}"[:200])
                    for k, v in answer.headers
                    if k.lower() == r.header and (not r.value or matches_any(r.value, v))
                ]
            elif r.on is Signal.COOKIE:
                out += [
                    Match(r, v.split("=")[0])
                    for k, v in answer.headers
                    if k.lower() == "set-cookie" and matches_any(r.cookie, v.split("=")[0])
                ]
            elif r.on is Signal.BODY and all(c in body for c in r.contains):
                out.append(Match(r, r.contains[0]))
        return tuple(sorted(set(out)))

    def __hash__(self):
        return id(self)


@cache
def embedded():
    providers = {}
    rules = []
    companies = {}
    for f in sorted((files("cdnaudit") / "providers").iterdir(), key=lambda f: f.name):
        if not f.name.endswith(".toml"):
            continue
        t = tomllib.loads(f.read_text())
        if f.name == "companies.toml":
            for c in t["company"]:
                companies[c["id"]] = Company(
                    id=c["id"], name=c["name"], parent=c.get("parent") or None
                )
            continue
        providers[t["id"]] = Provider(
            id=t["id"],
            name=t["name"],
            company=t.get("company", t["id"]),
            anycast=t.get("anycast", False),
            runs_on=tuple(t.get("runs_on", ())),
            runs_on_source=t.get("runs_on_source", ""),
        )
        n = {}
        tup = lambda v: tuple(v) if isinstance(v, list) else (v,)
        for r in t["rule"]:
            on = Signal(r["on"])
            i = n.get(on, 0)
            n[on] = i + 1
            role = Role(r["role"])
            kw = {
                k: tup(r[k])
                for k in (
                    "suffix",
                    "asn",
                    "prefix",
                    "value",
                    "cookie",
                    "contains",
                    "issuer",
                    "path",
                    "status",
                )
                if k in r
            }
            wh = r.get("with_header")
            rules.append(
                Rule(
                    id=f"{t['id']}#{on}-{i}",
                    provider=t["id"],
                    role=role,
                    on=on,
                    confidence=Confidence(r["confidence"])
                    if "confidence" in r
                    else default_confidence(on, role),
                    source=r["source"],
                    verified=str(r["verified"]),
                    state=State(r["state"]) if "state" in r else None,
                    with_header=(wh["header"], wh["value"]) if wh else None,
                    cloud=r.get("cloud"),
                    defunct=str(r["defunct"]) if "defunct" in r else None,
                    header=r.get("header", ""),
                    **kw,
                )
            )
    return Knowledge(providers, companies, rules)


def with_folder(k, f):
    return k
