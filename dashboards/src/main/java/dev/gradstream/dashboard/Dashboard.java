package dev.gradstream.dashboard;

import java.util.List;

/**
 * One page.
 *
 * @param uid what links name it by; it never changes
 * @param variables what a person can choose
 * @param annotations moments that are marked on all panels
 */
record Dashboard(
        String uid,
        String title,
        String description,
        List<Variable> variables,
        List<Annotation> annotations,
        List<Panel> panels) {

    Dashboard {
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        panels = List.copyOf(panels);
    }

    /**
     * A choice of label values.
     *
     * @param name as expressions use it, after {@code $}
     * @param several whether more than one, or all, can be chosen
     */
    record Variable(String name, String label, String query, boolean several) {}

    /**
     * Moments to mark.
     *
     * @param expression has a value above 0 at the moment, and none else; or is the moment, in
     *     epoch milliseconds
     * @param moment whether it is the moment
     * @param title with labels as {@code {{label}}}
     */
    record Annotation(
            String name, String expression, boolean moment, String title, String colour) {}
}
