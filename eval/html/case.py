"""One case on the page: what was asked, what came, what was wanted, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from eval.cases import Case, Quote
from eval.html import texts
from eval.record import CaseRecord, CitedRecord, PassageRecord


def case_block(one: CaseRecord) -> Markup:
    """The case as a block that opens; its ``data-`` attributes are what the filters read."""
    verdict, status = texts.VERDICTS[one.passed], texts.STATUSES[one.refused]
    data = {"suite": one.suite, "split": one.case.split, "kind": one.case.kind, "verdict": verdict, "status": status}
    attributes = Markup(" ").join(Markup('data-{}="{}"').format(name, value) for name, value in data.items())
    heading = Markup(
        '<summary><b class="{}">{}</b> <span class="q">{}</span> <small>{} · {} · {}</small></summary>'
    ).format(verdict, "✓" if one.passed else "✗", one.case.question, one.key, one.case.kind, status)
    return Markup('<details class="case" {}>{}<dl>{}</dl></details>\n').format(attributes, heading, _body(one))


def _body(one: CaseRecord) -> Markup:
    rows: list[tuple[str, Markup | str]] = []
    if one.case.history:
        rows.append((texts.HISTORY, _list(f"{turn.role}: {turn.content}" for turn in one.case.history)))
    if one.interpreted != one.case.question:
        rows.append((texts.UNDERSTOOD, one.interpreted))
    if one.faults:
        rows.append((texts.WRONG, _list(one.faults)))
    rows.append((texts.ANSWER, _answer(one)))
    if one.citations:
        rows.append((texts.CITED, _list(map(_citation, one.citations))))
    if one.sides:
        rows.append((texts.PLACED, _list(f"{side.speaker} {side.stance}" for side in one.sides)))
    rows.append((texts.EXPECTED, _list(expected(one.case))))
    if one.passages:
        rows.append((texts.PASSAGES, _list(_passage(passage, one.citations) for passage in one.passages)))
    return Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in rows)


def _answer(one: CaseRecord) -> Markup:
    notes = [texts.CONFIDENCE.format(score=one.score, threshold=one.threshold)]
    notes += [one.reason] if one.reason else []
    notes += [texts.HELD_BACK[one.forced]] if one.forced is not None else []
    return Markup("{} <small>({})</small>").format(one.answer, "; ".join(notes))


def _citation(cited: CitedRecord) -> Markup:
    label = texts.NEEDED if cited.needed else texts.NOT_NEEDED
    who = ", ".join(part for part in (cited.speaker, cited.role, cited.attribution) if part)
    place = f"{cited.document} {cited.start}–{cited.end}, {label}"
    return Markup("<q>{}</q> {} <small>{}</small>").format(cited.text, who, place)


def expected(case: Case) -> list[Markup]:
    """What a right answer has, a line each."""
    wanted = [escape(texts.REFUSE)] if not case.answerable else []
    for need in case.needs:
        quotes = Markup("<br>").join(map(_quote, need))
        wanted.append(Markup("{}:<br>{}").format(texts.ONE_OF, quotes) if len(need) > 1 else quotes)
    if case.speakers:
        wanted.append(escape(texts.CREDITED.format(names=", ".join(case.speakers))))
    if case.not_speakers:
        wanted.append(escape(texts.NOT_CREDITED.format(names=", ".join(case.not_speakers))))
    wanted += [escape(f"{speaker} {stance}") for speaker, stance in case.stances.items()]
    if case.max_citations is not None:
        wanted.append(escape(texts.AT_MOST.format(count=case.max_citations)))
    if case.may_refuse:
        wanted.append(escape(texts.MAY_REFUSE))
    return wanted + ([Markup("<small>{}</small>").format(case.note)] if case.note else [])


def _quote(quote: Quote) -> Markup:
    place = f"{quote.document}, {quote.speaker}" if quote.speaker else quote.document
    return Markup("<q>{}</q> <small>{}</small>").format(quote.quote, place)


def _passage(passage: PassageRecord, citations: Iterable[CitedRecord]) -> Markup:
    scores = {"cosine": passage.dense, "BM25": passage.lexical, "fused": passage.fused}
    shown = ", ".join(f"{name} {value:.3f}" for name, value in scores.items() if value is not None)
    return Markup("<small>{} {}–{}: {}</small><br>{}").format(
        passage.document, passage.start, passage.end, shown, marked(passage, citations)
    )


def marked(passage: PassageRecord, citations: Iterable[CitedRecord]) -> Markup:
    """The passage's text with what was cited of it marked."""
    done, text = passage.start, Markup("")
    for cited in sorted((c for c in citations if c.document == passage.document), key=lambda c: c.start):
        start, end = max(cited.start, done), min(cited.end, passage.end)
        if start < end:
            plain, chosen = (
                passage.text[done - passage.start : start - passage.start],
                passage.text[start - passage.start : end - passage.start],
            )
            text += Markup("{}<mark>{}</mark>").format(plain, chosen)
            done = end
    return text + escape(passage.text[done - passage.start :])


def _list(items: Iterable[Markup | str]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))
