"""The language model of `negawatt train lm`, trained with PyTorch's own DistributedDataParallel over Gloo.

Same shape, same bytes, same batch, same optimizer and schedule; started once for each rank with RANK, WORLD_SIZE,
MASTER_ADDR and MASTER_PORT. Rank 0 writes the times of its steps and the most memory it had as JSON to the given file.

Usage: pytorch_ddp.py TEXT RESULT STEPS ROWS [LAYERS WIDTH HEADS CONTEXT]     (ROWS a step and worker)
"""
import json
import math
import os
import resource
import sys
import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.attention_in = nn.Linear(width, 3 * width, bias=False)
        self.attention_out = nn.Linear(width, width, bias=False)
        self.network_norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, 4 * width, bias=False)
        self.down = nn.Linear(4 * width, width, bias=False)

    def forward(self, x, mask):
        rows, length, width = x.shape
        parts = self.attention_in(self.attention_norm(x)).view(rows, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = (q @ k.transpose(-2, -1)) / math.sqrt(width // self.heads)
            mixed = F.softmax(scores.masked_fill(mask[:length, :length], -math.inf), dim=-1) @ v
        x = x + self.attention_out(mixed.transpose(1, 2).reshape(rows, length, width))
        return x + self.down(F.gelu(self.up(self.network_norm(x))))


class Gpt(nn.Module):
    def __init__(self, layers, width, heads, context):
        super().__init__()
        self.token = nn.Embedding(256, width)
        self.position = nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 256, bias=False)
        self.mask = torch.triu(torch.ones(context, context, dtype=torch.bool), 1)  # no buffer: Gloo sends no booleans
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, 0, 0.02)

    def forward(self, ids, target):
        x = self.token(ids) + self.position.weight[: ids.shape[1]]
        for block in self.blocks:
            x = block(x, self.mask)
        return F.cross_entropy(self.head(self.norm(x)).view(-1, 256), target.view(-1))


def main():
    text, result, steps, rows = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    layers, width, heads, context = map(int, sys.argv[5:9]) if len(sys.argv) > 5 else (4, 256, 4, 128)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    torch.manual_seed(1)
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    model = Gpt(layers, width, heads, context)
    trained = model
    if world > 1:
        dist.init_process_group("gloo")
        trained = nn.parallel.DistributedDataParallel(model, gradient_as_bucket_view=True)
    with open(text, "rb") as file:
        data = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long()
    windows = (len(data) - 1) // context
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.1)
    times, loss = [], None
    for step in range(steps):
        started = time.perf_counter()
        at = [((step * world + rank) * rows + i) % windows * context for i in range(rows)]
        ids = torch.stack([data[i : i + context] for i in at])
        target = torch.stack([data[i + 1 : i + 1 + context] for i in at])
        loss = trained(ids, target)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        times.append(time.perf_counter() - started)
    if rank == 0:
        with open(result, "w") as file:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            json.dump({"torch": torch.__version__, "loss": loss.item(), "peakBytes": peak, "stepS": times}, file)


main()
