"""Draws docs/images/performance.svg: how long a step takes compared with PyTorch's."""

import math
import pathlib

from report import ratios
from rows import Row

TARGET = pathlib.Path(__file__).resolve().parents[2] / "docs/images/performance.svg"
WIDTH, LEFT, RIGHT, TOP, BOTTOM, STEP = 860, 330, 40, 92, 52, 26
LOW, HIGH = 0.08, 2.2
# Blue and vermilion, which colour-blind people tell apart; shapes differ too.
STYLE = """
  .ground { fill: #ffffff } .ink { fill: #24292f } .faint { stroke: #d0d7de } .even { stroke: #24292f }
  .SGD { fill: #0072B2 } .ADAM { fill: #D55E00 } .target { stroke: #24292f; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { stroke: #30363d } .even { stroke: #e6edf3 }
    .SGD { fill: #56B4E9 } .ADAM { fill: #E69F00 } .target { stroke: #e6edf3 }
  }
"""


def x(ratio):
    share = math.log(min(max(ratio, LOW), HIGH) / LOW) / math.log(HIGH / LOW)
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def text(at, up, words, more=""):
    return f'<text class="ink" x="{at:.1f}" y="{up:.1f}" {more}>{words}</text>'


def mark(optimizer, at, up):
    if optimizer == "SGD":
        return f'<circle class="SGD" cx="{at:.1f}" cy="{up:.1f}" r="5.5"/>'
    return f'<rect class="ADAM" x="{at - 5:.1f}" y="{up - 5:.1f}" width="10" height="10" transform="rotate(45 {at:.1f} {up:.1f})"/>'


def line(name, at, top, bottom, more=""):
    return f'<line class="{name}" x1="{at:.1f}" x2="{at:.1f}" y1="{top:.1f}" y2="{bottom:.1f}" {more}/>'


def legend():
    yield mark("SGD", LEFT, 60) + text(LEFT + 12, 64, "SGD")
    yield mark("ADAM", LEFT + 72, 60) + text(LEFT + 84, 64, "Adam")
    yield line("target", LEFT + 148, 53, 67) + text(LEFT + 156, 64, "at most, as targeted")


def draw(results):
    pairs = {}
    for result in results:
        row = Row(**result["row"])
        pairs.setdefault((row.title, row.batch), []).append((row, ratios(result)[1]))
    height = TOP + STEP * len(pairs) + BOTTOM
    bottom = height - BOTTOM
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
           'aria-label="Time of a learn step of Gradstream as a share of PyTorch\'s">',
           f"<style>{STYLE}</style>", f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
           '<g font-family="system-ui, sans-serif" font-size="13">',
           text(24, 28, "Time of a learn step, as a multiple of the fastest PyTorch's", 'font-size="18" font-weight="600"'),
           text(24, 64, "network, batch"), *legend()]
    for tick in (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2):
        out.append(line("even" if tick == 1 else "faint", x(tick), TOP - 12, bottom, 'stroke-dasharray="5 4"' if tick == 1 else ""))
        out.append(text(x(tick), bottom + 18, f"{tick:g}", 'text-anchor="middle"'))
    out.append(text(x(1), bottom + 38, "slower than PyTorch →", 'font-size="12"'))
    out.append(text(x(1) - 10, bottom + 38, "← faster", 'font-size="12" text-anchor="end"'))
    for number, ((title, batch), entries) in enumerate(pairs.items()):
        up = TOP + STEP * number + STEP / 2 - 6
        out.append(text(LEFT - 14, up + 4, f"{title}, {batch}", 'text-anchor="end"'))
        for row, ratio in entries:
            at = up - 5 if row.optimizer == "SGD" else up + 5
            if row.target is not None:
                out.append(line("target", x(row.target), at - 6, at + 6))
            out.append(mark(row.optimizer, x(ratio), at))
    return "\n".join(out + ["</g>", "</svg>", ""])


def write(measured):
    TARGET.write_text(draw(measured["results"]))
