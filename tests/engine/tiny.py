"""A language model with random weights in half a megabyte: what it says under a grammar is right in form and means nothing."""

from __future__ import annotations

from pathlib import Path

WIDTH, LAYERS, HEADS, HIDDEN, CONTEXT = 64, 2, 4, 128, 32_768
UNKNOWN, BEGIN, END = b"<unk>", b"<s>", b"</s>"
TEMPLATE = "{% for m in messages %}{{ m.content }}\n{% endfor %}"


def write(path: Path, seed: int = 0) -> None:
    """A llama of random weights whose tokens are bytes and printable characters, as a GGUF file."""
    import gguf
    import numpy as np

    chance = np.random.default_rng(seed)
    tokens = [
        UNKNOWN,
        BEGIN,
        END,
        *(f"<0x{k:02X}>".encode() for k in range(256)),
        *(bytes([k]) for k in range(33, 127)),
    ]
    kinds = [gguf.TokenType.UNKNOWN, *[gguf.TokenType.CONTROL] * 2]
    kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * (len(tokens) - 259)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(k) for k in range(len(tokens))])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)

    def random(name: str, rows: int, columns: int) -> None:
        writer.add_tensor(name, chance.normal(0, columns**-0.5, (rows, columns)).astype(np.float32))

    def norm(name: str) -> None:
        writer.add_tensor(name, np.ones(WIDTH, np.float32))

    random("token_embd.weight", len(tokens), WIDTH)
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        norm(f"{block}attn_norm.weight")
        norm(f"{block}ffn_norm.weight")
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            random(f"{block}{part}.weight", WIDTH, WIDTH)
        random(f"{block}ffn_gate.weight", HIDDEN, WIDTH)
        random(f"{block}ffn_up.weight", HIDDEN, WIDTH)
        random(f"{block}ffn_down.weight", WIDTH, HIDDEN)
    norm("output_norm.weight")
    random("output.weight", len(tokens), WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
