"""Draws docs/images/learning.svg from what a run of the demo printed.

    ./gradstream demo | python3 docs/images/learning.py > docs/images/learning.svg
"""

import re
import sys

LINE = re.compile(
    r"step (?P<step>[\d,]+)\s+examples (?P<examples>[\d,]+)\s+loss (?P<loss>[\d.]+).*?hold-out loss (?P<held>[\d.]+)")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 380, 64, 24, 64, 56
TRAINING, HELD_OUT, INK, FAINT = "#0072B2", "#D55E00", "#24292f", "#d0d7de"


def read(lines):
    points, stopped, accuracy = [], None, None
    for line in lines:
        found = LINE.search(line)
        if found:
            points.append((int(found["examples"].replace(",", "")), float(found["loss"]), float(found["held"])))
        if "early-stop:" in line:
            stopped = re.search(r"parameters of step (\d+)", line)
        if "accuracy" in line and line.startswith("Test"):
            accuracy = re.search(r"accuracy ([\d.]+)", line)[1]
    return points, int(stopped[1]) if stopped else None, accuracy


def draw(points, best_step, accuracy):
    last, top = points[-1][0], max(max(p[1], p[2]) for p in points) * 1.08
    x = lambda value: LEFT + (WIDTH - LEFT - RIGHT) * value / last
    y = lambda value: HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top
    path = lambda column: " ".join(f"{x(p[0]):.1f},{y(p[column]):.1f}" for p in points)
    text = lambda at, up, words, more="": f'<text x="{at:.1f}" y="{up:.1f}" {more}>{words}</text>'
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Training and hold-out loss fall while the model learns from a stream">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<g font-family="system-ui, sans-serif" font-size="13" fill="{INK}">',
        text(LEFT, 28, "A network learns from a Kafka topic, inside Flink", 'font-size="18" font-weight="600"'),
    ]
    for tick in range(5):
        value = top * tick / 4
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{FAINT}"/>')
        out.append(text(LEFT - 8, y(value) + 4, f"{value:.2f}", 'text-anchor="end"'))
    for tick in range(5):
        out.append(text(x(last * tick / 4), HEIGHT - BOTTOM + 20, f"{last * tick // 4:,}", 'text-anchor="middle"'))
    out.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "examples learnt", 'text-anchor="middle"'))
    if best_step:
        per_step = points[0][0] / 10
        best = x(best_step * per_step)
        out.append(f'<line x1="{best:.1f}" x2="{best:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{INK}" stroke-dasharray="4 4"/>')
        out.append(text(best + 8, TOP + 14, "best hold-out loss: restored when early stopping ends the job"))
    if accuracy:
        out.append(text(WIDTH - RIGHT, TOP + 40, f"accuracy on unseen data: {float(accuracy):.1%}", 'text-anchor="end" font-weight="600"'))
    for column, colour, name, dash in ((1, TRAINING, "training (prequential)", ""), (2, HELD_OUT, "hold-out", "7 4")):
        out.append(f'<polyline points="{path(column)}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>')
        at = LEFT + (column - 1) * 230
        out.append(f'<line x1="{at}" x2="{at + 28}" y1="46" y2="46" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>')
        out.append(text(at + 36, 50, name + " loss"))
    return "\n".join(out + ["</g>", "</svg>"])


if __name__ == "__main__":
    print(draw(*read(sys.stdin)))
