"""Statements and methods of code: `w -= lr * g` is a step, `((a - b)**2).mean()` a function of what its brackets hold."""

from __future__ import annotations

import re

from interviewer.notation.lexing.axes import object_before

_MOVED = re.compile(r"(?<![\w.\\})])((?:\\?[A-Za-z]\w*|[α-ωΑ-Ω][\w₀-₉]*)(?:\[\w+\])?)\s*([-+−*/])=\s*(?!=)")
_COUNT = re.compile(
    r"(?<![\w.])(?:len\(\s*[A-Za-z]\w?\s*\)|[A-Za-z]\w?\.(?:shape\[0\]|size\(0\)|numel\(\)|size\b(?!\()))"
)
_SQUARE = re.compile(r"(?<![\w.])(?P<power>square|power)\(")
_METHOD = re.compile(
    r"(?<=[\w)\]])\.(?:(?P<plain>mean|sum|exp|log|sqrt|abs|max|min|relu|tanh|sigmoid)\(\)|pow\(\s*(?P<power>\d)\s*\)"
    r"|(?P<turned>t)\(\)|(?:clamp(?:_min)?|clip)\(\s*(?:min\s*=\s*)?0(?:\.0?)?\s*(?:,\s*None\s*)?\))"
)
_FUNCTION = re.compile(r"^\s*def\s+(\w+)\(([^()]*)\)\s*:\s*return\s+")  # def grad(w): return …
_TOTAL = re.compile(r"(?<![\w.\\])sum\(")
_DRAWN = re.compile(  # `eps = torch.randn_like(std)`, `sigma * np.random.randn(d)`
    r"(?P<named>(?<![\w\\])[A-Za-z]\w*\s*=\s*)?(?<![\w.])(?:\w+\.)*(?:randn_like|randn|standard_normal)"
    r"\((?:[^()]|\([^()]*\))*\)(?P<alone>\s*(?:$|[;\n]))?"
)
_SEVERAL = re.compile(r"\s*([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)+)\s*=(?!=)\s*")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


def spelt_out(text: str) -> str:
    """The line with what code moves by set to where it goes, and with each method before what it is taken of."""
    text = _FUNCTION.sub(lambda m: f"{m[1]} = " if len(m[1]) > 1 else f"{m[1]}({m[2]}) = ", text)
    if "=" not in text:
        return text
    text = _DRAWN.sub(_drawn, text) if "randn" in text or "standard_normal" in text else text
    return _assigned(_totals(_methods(_squares(_COUNT.sub("n", _each_apart(text))))))


def _drawn(match: re.Match[str]) -> str:
    """A standard normal draw: said of the name that it alone is set to, else noise in a formula."""
    named, alone = match["named"] or "", match["alone"]
    return f"{named.rstrip(' =')} ~ N(0, I){alone}" if named and alone is not None else f"{named}randn{alone or ''}"


def _each_apart(text: str) -> str:
    """`Q, K = X @ W_Q, X @ W_K` as `Q = X @ W_Q; K = X @ W_K`, at the beginning of a line."""
    match = _SEVERAL.match(text)
    if match is None:
        return text
    names = [n.strip() for n in match[1].split(",")]
    ends = [_end_of_statement(text, match.end())]
    while len(ends) < len(names) and text[ends[-1] : ends[-1] + 1] == ",":
        ends.append(_end_of_statement(text, ends[-1] + 1))
    if len(ends) < len(names) or text[ends[-1] : ends[-1] + 1] == "," or "=" in text[match.end() : ends[-1]]:
        return text
    starts = [match.end(), *(e + 1 for e in ends[:-1])]
    each = [f"{n} = {text[a:b].strip()}" for n, a, b in zip(names, starts, ends, strict=True)]
    return "; ".join(each) + text[ends[-1] :]


def _assigned(text: str) -> str:
    """`w -= g` as `w ← w − (g)`, up to the end of the statement."""
    done = ""
    while match := _MOVED.search(text):
        name, sign = match[1], match[2]
        end = _end_of_statement(text, match.end())
        by = text[match.end() : end].strip()
        if not by or sign in "*/":
            break
        done += f"{text[: match.start()]}{name} ← {name} {sign} ({by})"
        text = text[end:]
    return done + text


def _end_of_statement(text: str, start: int) -> int:
    """Where a statement ends: at a semicolon, at a comma outside brackets, at a word set apart, or with the line."""
    depth = 0
    for k in range(start, len(text)):
        c = text[k]
        depth += (c in _OPEN) - (c in _CLOSE)
        if depth < 0 or c in ";#\n$" or (c == "," and not depth):
            return k
        if not depth and c == " " and re.match(r" (?:where|with|for|and|so|since|as|because)\b", text[k:]):
            return k
    return len(text)


def _methods(text: str) -> str:
    """`(…).mean()` as `mean(…)`, `S[i].max()` as `max(S[i])`, `h.clamp(min=0)` as `relu(h)`."""
    while match := _METHOD.search(text):
        opened = object_before(text, match.start())
        if opened is None:
            break
        text = f"{text[:opened]}{_called(match, text[opened : match.start()])}{text[match.end() :]}"
    return text


def _called(match: re.Match[str], subject: str) -> str:
    """What a method makes of its subject."""
    if match["power"] or match["turned"]:
        return f"({subject})^{match['power'] or 'T'}"
    return f"{match['plain'] or 'relu'}({subject})"


def _squares(text: str) -> str:
    """`square(…)` and `power(…, 2)` as `(…)^2`."""
    while match := _SQUARE.search(text):
        closing = _end_of_statement(text.replace(",", " ").replace(";", " "), match.end())
        if text[closing : closing + 1] != ")":
            break
        base, exponent = text[match.end() : closing], "2"
        if match["power"] == "power":
            base, _, exponent = base.rpartition(",")
        text = f"{text[: match.start()]}({base})^{exponent.strip()}{text[closing + 1 :]}"
    return text


def _totals(text: str) -> str:
    """`sum(w)**2` as `(sum(w))**2`: code applies it before the power."""
    if "**" not in text:
        return text
    for match in reversed([*_TOTAL.finditer(text)]):
        depth, end = 0, match.end() - 1
        while end < len(text) and (depth := depth + (text[end] in _OPEN) - (text[end] in _CLOSE)):
            end += 1
        if text[end + 1 :].lstrip().startswith("**"):
            text = f"{text[: match.start()]}({text[match.start() : end + 1]}){text[end + 1 :]}"
    return text
