"""Relations, brackets and labels the grammar knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

RELATIONS = frozenset(
    [
        "=",
        "<=",
        ">=",
        "<",
        ">",
        "!=",
        "≈",
        "∝",
        "≡",
        ":=",
        "~",
        "∈",
        "∉",
        "⊂",
        "→",
        "←",
        "⪰",
        "≻",
        "⪯",
        "≺",
        ">>",
        "<<",
        "⊥",
    ]
)

CLOSE = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⟨": "⟩"}


DIVERGENCES = {"KL": "KL", "JS": "JS", "JSD": "JS"}

MOMENTS = frozenset(["Expectation", "Var", "Cov", "std", "Corr"])

DISTRIBUTIONS = frozenset(
    [
        "Normal",
        "Bern",
        "Cat",
        "Uniform",
        "Laplace",
        "Beta",
        "Gamma",
        "Poisson",
        "Exponential",
        "Binomial",
        "Dirichlet",
        "Geometric",
    ]
)

APPLYING = frozenset("f g h F G phi psi ell l J L Q p q P H s u v R KL O Theta Omega".split())  # letters of functions

LABELS = frozenset(
    [
        "new",
        "old",
        "MAP",
        "MLE",
        "ML",
        "ridge",
        "OLS",
        "LS",
        "opt",
        "train",
        "max",
        "min",
        "init",
        "prev",
        "next",
        "simple",
    ]
)

_JOINING = (
    "a all also an and any are as at be both by define denote denotes denoting means each every follows for from get gives given have has hence i e "
    "if iff in is it let now obtain of on or over same since so some st such subject that the then therefore this thus to "
    "use using we when where which while with write not only must equals equal becomes again"
)
CONNECTIVES = frozenset(re.split(" ", _JOINING))
_NAMING = (  # nouns that name what a formula is, without changing what it says
    "sampling step posterior prior variance mean covariance closed form forward reverse process update loss objective gradient "
    "k-means hessian likelihood marginal evidence bound elbo divergence term noise data network prediction expectation density "
    "distribution formula rule identity definition model encoder decoder score velocity signal ratio weight coefficient "
    "jacobian kronecker elementwise entrywise componentwise product products sum sums equation expression inequality lemma "
    "theorem chain result lagrangian multiplier multipliers classifier primal dual problem kkt stationarity complementary "
    "slackness duality respect derivative derivatives partial "
    "log-likelihood weights descent rate learning size newton newton's method iteration minimiser minimizer maximiser "
    "maximizer minimum maximum estimate estimator solution optimum residual parameter parameters vector matrix equations "
    "cross-entropy softmax outputs scale symbol level gap lower upper "
    "normal constraint constraints condition conditions output input layer batch bias first second"
)
_WORKING = (  # what is done on the way: it makes no other model, as `weighting the samples` does
    "moving pulling pushing bringing interchanging exchanging "
    "dividing multiplying substituting plugging inserting differentiating expanding rearranging taking computing combining "
    "applying collecting simplifying regrouping grouping splitting rewriting completing cancelling canceling factoring "
    "integrating evaluating setting summing putting equating swapping unrolling going writing bounding comparing adding "
    "subtracting reading sampling starting marginalising marginalizing conditioning telescoping exponentiating transposing "
    "inverting iterating maximising maximizing minimising minimizing optimising optimizing looking letting denoting defining "
    "introducing recalling noting using working repeating chaining propagating backpropagating bringing factorising factorizing"
)
WORKING = frozenset(re.split(" ", _WORKING))
CONSEQUENCES = frozenset(["so", "hence", "thus", "therefore", "consequently", "which", "ie", "meaning"])
_RESTRICTING = frozenset(
    ["if", "when", "only", "for", "under", "unless", "provided", "where", "assuming", "holds", "as"]
)
_REASONING = (  # what a step appeals to, and how it is come by
    "jensen inequality bayes theorem gibbs lemma concavity convexity linearity logarithm integral expectation divergence "
    "entropy everywhere substituting plugging inserting expanding rewriting splitting collecting completing square simplify "
    "simplifying chain total markov property strong weak direct directly calculation definition usual always general generally"
)
REASONS = frozenset(re.split(" ", _REASONING))
_DESCRIBING = (  # what the problem says of its letters anyway
    "distribution distributions density densities law laws joint finite discrete continuous set space alphabet support smooth "
    "smoothly differentiable function functions model models parameter parameters parametric depend depends fixed arbitrary "
    "generic general two three both same common variable variables random probability probabilities outcomes states values "
    "real valued elementwise componentwise network networks neural encoder decoder latent hidden observed data true "
    "approximate approximating variational vector vectors weights its their being through learned learnable trained output "
    "mass pmf pmfs pdf pdfs measure measures unknown approximation approximating modelled modeled modelling using suppose "
    "consider additional average needed required nats bits coding code codes encode encoding information amount some quantify "
    "compare source message messages symbols underlying kullback leibler kullback-leibler divergence relative mutual entropy "
    "outputs input inputs state noise step index coordinate dimension dimensions logs natural throughout entries component "
    "dimensionality dimensional expectations evaluated datapoint datapoints approximation standard deviation deviations any "
    "returns shape predict predicts predicted predicting predictions prediction new class-conditional family families start starts "
    "initialisation initialization"
)
DESCRIPTIONS = frozenset(re.split(" ", _DESCRIBING))
_TELLING = (  # how a writer leads from one formula to the next, and what things are called
    "another because becomes between can does finally first hence here holds implies into its just leads means next now "
    "my one our own plain reads recall respect respectively second shows simply such take taken taking their these they thing "
    "through two us via what whatever whole whose will wrt "
    "set sets setting sum sums summing take differentiate differentiating expand expanding insert inserting plug solve solved "
    "solving substitute substituting divide dividing multiply multiplying maximise maximising maximize maximizing minimise "
    "minimising minimize minimizing maximised maximized written called say says agree agrees "
    "algorithm answer auxiliary bayes bernoulli bernoullis calculus case cluster clusters coin component components concave "
    "condition conditional conditions constraint constraints convex count counts current defined denominator derivative "
    "derivatives dimension e-step em entropy equation estimate estimates estimator examples expected factor fact function "
    "gaussian gaussians gmm gradients hand head heads inequality iteration iterations jensen jensens joint lagrangian latent "
    "linear log logs logarithm logarithms log-likelihood m-step map matrices matrix maximiser maximizer maximum means "
    "minimiser minimizer minimum mixture mixtures mle multiplier new normaliser normalizer number numerator observation "
    "observations observed old optimal parameter parameters penalty points poisson poissons probabilities probability problem "
    "product products properly regression regulariser regularizer regularised regularized responsibilities responsibility "
    "ridge samples sample side sides solution square squares squared stationary statistics steps theorem tight toss tosses "
    "total two updated updates value values variable variables variances vector vectors weights"
)
NOUNS = frozenset(re.split(" ", f"{_NAMING} {_TELLING}"))

CONDITIONS = frozenset("if when whenever where given assuming suppose supposing whatever as while".split())
SUPPOSING = CONDITIONS | frozenset(  # what follows them may restrict what the formula says
    "for under with in at on among within during between per each every all any outside inside beyond above "
    "below against across".split()
)
CONCLUDING = frozenset(
    "then so hence thus therefore give gives giving get gets yield yields yielding leave leaves leaving implies means because since "
    "becomes equals reads reduces simplifies collapses e ie".split()
)
_THINGS = (  # what an index runs over: `for all samples i` restricts nothing
    "sample samples example examples observation observations point points class classes component components cluster clusters "
    "entry entries row rows column columns coordinate coordinates layer layers unit units neuron neurons token tokens position "
    "positions feature features value values pair pairs index indices number real arbitrary state states i.i.d key keys query "
    "queries responsibilities activation activations target targets label labels dimension dimensions several"
)
THINGS = frozenset(re.split(" ", _THINGS))


def asserts_besides(words: Iterable[str]) -> bool:
    """`w ← … converges iff η < 1`: words between a formula and its `iff` that assert something of their own."""
    return bool({w.casefold() for w in words} - CONNECTIVES - NOUNS - REASONS - THINGS - _HOLDING)


_HOLDING = frozenset(
    "holds true attained equality happens precisely exactly zero strict strictly positive tight".split()
)


def only_describes(words: Iterable[str]) -> bool:
    """`p and q are distributions on a finite set`: words that say nothing the problem does not."""
    return all(word.casefold() in CONNECTIVES | NOUNS | DESCRIPTIONS for word in words)


_PRESENTING = (  # how a writer presents what he does, and to what end
    "against into onto until upon under arrive arrives about actually again ahead "
    "allow allowed allows already always argue around ask asks assess based basic before below "
    "beyond briefly call called capture captures choice choose chooses chosen come comes compare comparing compute computes "
    "context control controls convenient cost describe describes down effect ends explain explains far find finding first "
    "follow follow-up following follows form frequently generalise generalises generalize goal going good help helps how "
    "however idea illustrate important in intend interpret interpreted introduce just keep keeps know known later learn learning "
    "leave let's like look main make makes many measure measures more most motivate much name namely need needs note often "
    "once original out over own part parts pass passes per place point practice present prove proves purpose question "
    "use used uses rather read reading reason related remember role scheme see sense serve serves short show showing shown shows simple "
    "simplest simplicity special start started starting state statement still studied study studying style task tell tells "
    "than there theory think thought throughout together training turn turns understand unrolling up usually very view want "
    "wanted wants way well whether why wish words work works would write yet you"
)
_PLAIN = CONNECTIVES | NOUNS | DESCRIPTIONS | REASONS | THINGS | frozenset(re.split(" ", _PRESENTING))
_CHANGING = frozenset(  # verbs and words by which a model is another
    "suppose assume assumed assuming drop dropped dropping replace replaced replacing remove removed fix fixed fixing freeze "
    "frozen share shared sharing tie tied ignore ignores ignoring restrict restricted standardise standardised standardize "
    "standardized whiten whitened normalise normalised normalize normalized centre centred center centered scale scaled stack "
    "stacked split rotate rotates rotated mask masked clip clipped pretend instead without except omit omitted add adds added "
    "adding regularise regularised regularize regularized penalise penalised penalize penalized swap swapped change changed "
    "orthogonal orthonormal identical equal independent constant one-hot dirichlet left unlike different but unless".split()
)


def is_plain(word: str) -> bool:
    """A word of every derivation: it says nothing of the letter beside it that the problem does not."""
    lower = word.casefold()
    plural = lower.endswith("s") and not lower.endswith(("ises", "izes"))  # what minimises something is no noun
    return lower in _PLAIN or (plural and bool({lower[:-1], lower.removesuffix("es")} & _PLAIN))


_ALSO_NOUNS = frozenset("scale mask share change split swap drop constant".split())


def changes_model(words: Sequence[str]) -> bool:
    """`all multipliers but α₁, α₂ are fixed`: words by which a model is another than the problem's; `the scale` changes none."""
    lower = [word.casefold() for word in words]
    return any(
        {word, word.removesuffix("s")} & _CHANGING
        and not (word in _ALSO_NOUNS and k and lower[k - 1] in ("the", "a", "its", "this"))
        for k, word in enumerate(lower)
    )


_VALID = frozenset("holds hold true valid attained only if when unless".split())  # …, which holds for x > 0
_MATTERING = frozenset("matter matters count counts remain remains survive survives enter enters".split())


def consequence(words: Sequence[str], after: int, pauses: Iterable[tuple[int, bool]] = ()) -> int | None:
    """Where the words behind a formula turn to what follows from it: they say nothing of when it holds.

    What restricts behind `so` is of the conclusion, `so it grows as K does`, until a comma.
    """
    commas = [k for k, comma in pauses if comma]
    for k in range(after, len(words)):
        if words[k] == "only" and _MATTERING & set(words[k:]) and not CONDITIONS & set(words[k:]):
            return k  # `…, only the ratios matter`
        if words[k] in CONSEQUENCES and words[k + 1 : k + 2] != ["that"]:
            if words[k] == "which" and (k and words[k - 1] in ("for", "in", "of", "on", "under", "to")):
                return None
            if list(words[k + 1 : k + 3]) == ["is", "why"]:
                return k  # `…, which is why gradients vanish unless …`: of something else
            end = next((c for c in commas if c > k), len(words)) if words[k] in ("so", "which") else k
            valid = words[k] == "which" and _says_when(words[k:end])
            return None if valid or _RESTRICTING & set(words[end:]) else k
    return None


def _says_when(words: Sequence[str]) -> bool:
    """`which holds for x > 0`, `which is so only if …`; not `which only needs an inverse`."""
    following = zip(words, [*words[1:], ""], strict=True)
    return any(w in _VALID and (w != "only" or after in _RESTRICTING | {"at", "in", "on"}) for w, after in following)


def governing(words: Sequence[str], after: int | None, pauses: Iterable[tuple[int, bool]] = ()) -> Sequence[str]:
    """The words of a line that may say when the formula behind the first `after` of them holds."""
    end = consequence(words, after, pauses) if after is not None else None
    return words if end is None else words[:end]
