"""The models that a candidate may set up instead of the problem's, each taken in by a line that says nothing else."""

from __future__ import annotations

from interviewer.checking.told.models.binary_decoders import with_binary_decoder
from interviewer.checking.told.models.data_laws import with_data_law
from interviewer.checking.told.models.family_laws import with_family_laws
from interviewer.checking.told.models.laws import with_own_laws
from interviewer.checking.told.models.processes import with_own_process
from interviewer.checking.told.models.tilted import with_tilted

OWN_MODELS = (with_own_process, with_data_law, with_own_laws, with_tilted, with_binary_decoder, with_family_laws)
