"""The press release: news first, quotes in between, boxes and contacts last. Every part but the lead is optional."""

from __future__ import annotations

from scripts.templates.kit import Block, Piece, choose, each, p, strong, when
from scripts.templates.package import Design, footer, header
from scripts.templates.press_end import bullets, end

DOCUMENT = "{{ dokument.en }} {{ dokument.obestämd }}"
THE_DOCUMENT = "{{ dokument.bestämd|versal }}"

# The bodies that decide, as one phrase: A, B och C.
BODIES = (
    "{% for b in avtal.beslut %}{% if not loop.first %}{% if loop.last %} och {% else %}, {% endif %}{% endif %}"
    "{% if loop.first %}{{ b.organ|versal }}{% else %}{{ b.organ }}{% endif %}{% endfor %}"
)
APPLIES = "{% if läge.förslag %}föreslås gälla{% elif läge.före_start %}ska gälla{% else %}gäller{% endif %}"


def design() -> Design:
    """Return the press release's template."""
    return Design(
        title="Mall för pressmeddelande",
        header=header("Pressmeddelande", "{{ avsändare.kallas }}"),
        footer=footer("{{ dokument.namn }}"),
        body=[
            _top(),
            _lead(),
            _purpose(),
            _quotes("loop.first"),
            _background(),
            _contents(),
            _target_group(),
            _quotes("not loop.first and not loop.last"),
            _commitments(),
            _money(),
            _quotes("loop.last and not loop.first"),
            end(),
        ],
    )


def _top() -> Block:
    return [
        p("Uppgiftsrad", strong("{{ avsändare.kallas }}")),
        p("Uppgiftsrad", "Pressmeddelande {{ press.datum|datum }}"),
        when("press.embargo", p("Embargo", "Får inte publiceras före {{ press.embargo|den_datum }}")),
        p("Title", "{{ press.rubrik }}"),
    ]


def _lead() -> Block:
    names = "{{ offentliga.kallas }}"
    partner = f"{DOCUMENT} {{{{ dokument.om_iop }}}} tillsammans med {{{{ idéburna.kallas }}}}."
    unknown = f"Det här gäller {DOCUMENT} {{{{ dokument.om_iop }}}} mellan {{{{ parterna.kallas }}}}."
    unknown += " Status: {{ avtal.status }}."
    signed = f"{{{{ parterna.kallas }}}} har skrivit under {DOCUMENT} {{{{ dokument.om_iop }}}}."
    more = "{% if press.ingress %} {{ press.ingress }}{% endif %}"
    return [
        choose(
            ("läge.undertecknat", p("Ingress", signed + more)),
            (
                "läge.beslutat and avtal.beslut",
                p("Ingress", f"{BODIES} har beslutat att {names} ska ingå {partner}" + more),
            ),
            ("läge.beslutat", p("Ingress", f"{names} har beslutat att ingå {partner}" + more)),
            ("läge.förslag", p("Ingress", f"{names} föreslås ingå {partner}" + more)),
            otherwise=p("Ingress", unknown + more),
        ),
        when("press.ingressmål", p("Normal", "Ett av målen: {{ press.ingressmål }}.")),
        when("avtal.partnerskap", p("Normal", "Partnerskapets namn är {{ avtal.partnerskap }}.")),
    ]


def _purpose() -> Block:
    goal = "{% if m.nivå %}{{ m.nivå|versal }}: {{ m.text }}{% else %}{{ m.text|versal }}{% endif %}"
    return when(
        "avtal.syfte or avtal.mål or avtal.värdegrund",
        p("Heading1", "Syfte och mål"),
        when("avtal.syfte", p("Normal", "Syftet med partnerskapet är att {{ avtal.syfte|lista }}.")),
        when("avtal.mål", p("Listinledning", "Det här vill parterna uppnå:"), bullets("m in avtal.mål", goal)),
        when("avtal.värdegrund", p("Normal", "Samarbetet bygger på gemensamma värden: {{ avtal.värdegrund|lista }}.")),
    )


def _quotes(place: str) -> Block:
    """The first quote early, the last one after the money, those in between halfway."""
    return each("c in citat", when(place, p("Quote", "{{ c.stycke }}")))


_BACKGROUND = (
    "behov", "lagrum", "skäl", "styrdokument", "tidigare_avtal", "tidigare_bidrag", "tidigare_samverkan",
)  # fmt: skip
_TOLD_OF_BEFORE = (*(f"avtal.bakgrund.{name}" for name in _BACKGROUND), "avtal.har_egna_insatser")


def _background() -> Block:
    earlier = "{{ t.benämning }}{% if t.år %} ({{ t.år }}){% endif %}"
    grant = "{{ t.benämning }}{% if t.belopp %}, {{ t.belopp|kronor }}{% endif %}{% if t.år %} ({{ t.år }}){% endif %}"
    joined = "{% if not loop.first %}{% if loop.last %} och {% else %}, {% endif %}{% endif %}"
    return [
        when(" or ".join(_TOLD_OF_BEFORE), p("Heading1", "Bakgrund")),
        when(
            "avtal.bakgrund",
            each("b in avtal.bakgrund.behov", p("Normal", "{{ b }}")),
            when(
                "avtal.bakgrund.lagrum",
                p("Listinledning", "Samarbetet har anknytning till de här bestämmelserna:"),
                bullets("l in avtal.bakgrund.lagrum", "{{ l.text }}{% if l.innebörd %}: {{ l.innebörd }}{% endif %}"),
            ),
        ),
        each(
            "part in parter",
            when(
                "part.egna_insatser",
                p("Listinledning", "Det här gör {{ part.kallas }} redan i egen regi:"),
                bullets(
                    "e in part.egna_insatser",
                    "{{ e.text|versal }}{% if e.enhet %} ({{ e.enhet }}){% endif %}",
                ),
            ),
        ),
        when(
            "avtal.bakgrund.tidigare_samverkan",
            p("Normal", "Parterna har tidigare samverkat {{ avtal.bakgrund.tidigare_samverkan }}."),
        ),
        when(
            "avtal.bakgrund.tidigare_avtal",
            p(
                "Normal",
                f"Tidigare avtal: {{% for t in avtal.bakgrund.tidigare_avtal %}}{joined}{earlier}{{% endfor %}}.",
            ),
        ),
        when(
            "avtal.bakgrund.tidigare_bidrag",
            p(
                "Normal",
                "{{ idéburna.kallas }} har tidigare fått bidrag: "
                f"{{% for t in avtal.bakgrund.tidigare_bidrag %}}{joined}{grant}{{% endfor %}}.",
            ),
        ),
        when(
            "avtal.bakgrund.styrdokument",
            p("Normal", "Partnerskapet utgår från {{ avtal.bakgrund.styrdokument|lista }}."),
        ),
        when("avtal.bakgrund.skäl", p("Normal", "{{ avtal.bakgrund.skäl }}")),
    ]


def _contents() -> Block:
    times = (
        "{{ t.dagar|versal }}{% if t.från and t.till %} {{ t.klocktid }}"
        "{% elif t.från %} från {{ t.från|klockslag }}{% elif t.till %} till {{ t.till|klockslag }}{% endif %}"
    )
    labelled = (
        ("omfattning", "Omfattning", ""),
        ("platser", "Antal platser", "|heltal"),
        ("bemanning", "Bemanning", ""),
    )

    def told() -> tuple[Piece, Piece]:
        return strong("{{ i.namn|versal }}"), "{% if i.beskrivning %}: {{ i.beskrivning }}{% endif %}"

    listed = " or ".join(f"i.{name}" for name in ("innehåll", "omfattning", "platser", "bemanning", "tider"))
    activity = [
        choose((listed, p("Listinledning", *told())), otherwise=p("Normal", *told())),
        bullets("d in i.innehåll", "{{ d|versal }}"),
        [
            when(f"i.{name}", p("ListBullet", strong(f"{label}:"), f" {{{{ i.{name}{shown} }}}}"))
            for name, label, shown in labelled
        ],
        each("t in i.tider", p("ListBullet", strong("Tider:"), f" {times}")),
    ]
    return [
        when("avtal.insatser", p("Heading1", "Insatser"), each("i in avtal.insatser", activity)),
        _duties(),
        when(
            "avtal.relation.omfattar_inte",
            p("Listinledning", "Det här ingår inte:"),
            bullets("u in avtal.relation.omfattar_inte", "{{ u|versal }}"),
        ),
    ]


def _duties() -> Block:
    """The conditions of the agreement that a reader of the news may ask for."""
    duties = {
        "dokumentation": "dokumentation",
        "tystnadsplikt": "tystnadsplikt",
        "orosanmälan": "orosanmälan",
        "systematiskt_kvalitetsarbete": "systematiskt kvalitetsarbete",
        "lex_sarah": "lex Sarah",
    }
    after = "När socialtjänsten har beslutat om insatsen ska {{ idéburna.bestämd }} följa"
    always = "{{ idéburna.bestämd|versal }} ska följa"
    return when(
        " or ".join(f"avtal.villkor.{name}" for name in duties),
        p(
            "Listinledning",
            f"{{% if avtal.villkor.vid_biståndsbeslut %}}{after}{{% else %}}{always}{{% endif %}} reglerna om",
        ),
        [when(f"avtal.villkor.{name}", p("ListBullet", words)) for name, words in duties.items()],
    )


def _target_group() -> Block:
    group = "avtal.målgrupp"
    labelled = (("åldrar", "Åldrar", ""), ("barn", "Barn", ""), ("omfattar_inte", "Omfattas inte", "|lista"))
    return when(
        group,
        p("Heading1", "Målgrupp"),
        when(f"{group}.beskrivning", p("Normal", f"Verksamheten är till för {{{{ {group}.beskrivning }}}}.")),
        [
            when(f"{group}.{name}", p("ListBullet", strong(f"{label}:"), f" {{{{ {group}.{name}{shown} }}}}"))
            for name, label, shown in labelled
        ],
    )


def _commitments() -> Block:
    together = "avtal.gemensamma_åtaganden"
    return when(
        "avtal.åtaganden",
        p("Heading1", "Parternas åtaganden"),
        each(
            "part in parter",
            when(
                "part.åtaganden",
                p("Listinledning", "{{ part.kallas }} ska"),
                bullets("å in part.åtaganden", "{{ å.text }}"),
            ),
        ),
        when(together, p("Listinledning", "Parterna ska tillsammans"), bullets(f"å in {together}", "{{ å.text }}")),
    )


def _money() -> Block:
    return [
        when(
            "ekonomi.poster or avtal.ekonomi.inga_pengar or avtal.ekonomi.uppräkning or avtal.avtalstid",
            p("Heading1", "Ekonomi och avtalstid"),
        ),
        when("avtal.ekonomi.inga_pengar", p("Normal", "Inga pengar betalas enligt {{ dokument.bestämd }}.")),
        each("k in ekonomi.poster", _component()),
        _indexation(),
        _period(),
    ]


def _component() -> Block:
    gives = (
        " {{ k.betalare_kallas }} {% if läge.förslag %}föreslås bidra{% else %}bidrar{% endif %}"
        " med {{ k.text }}{% if k.mottagare and (idéburna.flera or not k.till_idéburen) %}, till"
        " {{ k.mottagare_kallas }}{% endif %}."
    )
    more = (
        "{% if k.varav_ökning %} Av beloppet är {{ k.varav_ökning|kronor }} en ökning.{% endif %}"
        "{% if k.öronmärkt %} Pengarna får bara användas till {{ k.öronmärkt }}.{% endif %}"
    )
    return p("ListBullet", strong("{{ k.benämning }}:"), gives + more)


def _indexation() -> Block:
    rule = "avtal.ekonomi.uppräkning"
    share = f"{{% if {rule}.genomslag %}}, med {{{{ {rule}.genomslag|procent }}}} genomslag{{% endif %}}"
    percent = f"Ersättningen räknas upp med {{{{ {rule}.procent|procent }}}} per år{share}."
    index = f"Ersättningen räknas upp varje år med {{{{ {rule}.index }}}}{share}."
    return when(
        f"{rule} and (ekonomi.räknas_upp or {rule}.slag.ingen)",
        choose(
            (f"{rule}.slag.procent", p("Normal", percent)),
            (f"{rule}.slag.index", p("Normal", index)),
            otherwise=p("Normal", "Ersättningen räknas inte upp under avtalstiden."),
        ),
    )


def _period() -> Block:
    term = "avtal.avtalstid"
    cases = (
        (f"{term}.från and {term}.till", f"{{{{ {term}.från|period_text({term}.till) }}}}"),
        (f"{term}.från and {term}.tills_vidare", f"{{{{ {term}.från|period_text }}}}"),
        (f"{term}.från and {term}.längd", f"i {{{{ {term}.längd }}}} från och med {{{{ {term}.från|den_datum }}}}"),
        (f"{term}.från", f"från och med {{{{ {term}.från|den_datum }}}}"),
        (f"{term}.till", f"till och med {{{{ {term}.till|den_datum }}}}"),
        (f"{term}.längd", f"i {{{{ {term}.längd }}}}"),
        (f"{term}.tills_vidare", "tills vidare"),
    )
    return [
        choose(*((condition, p("Normal", f"{THE_DOCUMENT} {APPLIES} {text}.")) for condition, text in cases)),
        when(f"{term}.löper_om", p("Normal", f"Samarbetet löper på {{{{ {term}.löper_om }}}} i taget.")),
        when(f"{term}.anmärkning", p("Normal", f"{{{{ {term}.anmärkning }}}}")),
    ]
