package dev.gradstream.job.page.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Points that never become too many: when they would, every second one goes, and from then on only
 * every second report is kept. Those that are kept are as they were reported. Not thread-safe.
 */
final class Curve {
    /** So many points are as much as a chart can show. */
    static final int CAPACITY = 1000;

    private final List<Point> points = new ArrayList<>();
    private long stride = 1;

    /** Whether the report of that number belongs on the curve. */
    boolean wants(long n) {
        return n % stride == 0;
    }

    /** Whether the last point is of that step, and would be completed by another. */
    boolean endsAt(long step) {
        return !points.isEmpty() && points.get(points.size() - 1).step() == step;
    }

    /**
     * Adds a point that is wanted. Points of later steps go: they are of an earlier run, or of work
     * that was lost and is done again. One of the same step is completed by it: when the best
     * parameters are restored, the hold-out is measured again and nothing else; and a test of a
     * version has a report of its own.
     */
    void add(Point point) {
        while (!points.isEmpty() && points.get(points.size() - 1).step() > point.step()) {
            points.remove(points.size() - 1);
        }
        boolean again = endsAt(point.step());
        points.add(again ? points.remove(points.size() - 1).completedBy(point) : point);
        if (points.size() > CAPACITY) {
            stride *= 2;
            points.removeIf(p -> !wants(p.n()));
        }
    }

    /** Every how manyth report is on the curve. */
    long stride() {
        return stride;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
