package dev.gradstream.model.data.format;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Where the fields of a schema stand in nested objects. The field {@code user.age} is the member
 * {@code age} of the object {@code user}, or a member that is called {@code user.age}.
 */
final class FieldPaths {
    /** Of a step that no field ends with. */
    static final int NONE = -1;

    private FieldPaths() {}

    /**
     * What a member of an object is.
     *
     * <p>Filled while the paths are built; from then on only the order of members is learnt, which
     * one program writes the same in each record.
     */
    static final class Step {
        private final SerializedString name;
        private int field = NONE;
        private Map<String, Step> inside = Map.of();
        private final Optional<Step> itself = Optional.of(this);
        private Optional<Step> first = Optional.empty();
        private Optional<Step> next = Optional.empty();

        private Step(String name) {
            this.name = new SerializedString(name);
        }

        /** What the member is called. */
        SerializedString name() {
            return name;
        }

        /** The member of the value that came first in it when one was last seen. */
        Optional<Step> first() {
            return first;
        }

        /** The member that came behind this one when it was last seen. */
        Optional<Step> next() {
            return next;
        }

        void sawFirst(Step member) {
            first = member.itself;
        }

        void sawNext(Step member) {
            next = member.itself;
        }

        /** Position of the field that the member's value is; {@link #NONE} if of none. */
        int field() {
            return field;
        }

        /** The steps from members of the value, if it is an object. */
        Map<String, Step> inside() {
            return inside;
        }
    }

    /** A step that leads to the record itself, all paths inside. */
    static Step root(List<String> fields) {
        Step root = new Step("");
        root.inside = of(fields);
        return root;
    }

    /** The steps from the members of a record. */
    static Map<String, Step> of(List<String> fields) {
        Map<String, Integer> rests = new HashMap<>();
        fields.forEach(field -> rests.put(field, rests.size()));
        return steps("", rests, new HashMap<>());
    }

    /**
     * The steps from the members of an object.
     *
     * @param prefix what leads to the object, whichever of its dots are part of a name
     * @param rests of the fields that begin with the prefix
     * @param done by prefix: the same rests always mean the same steps
     */
    private static Map<String, Step> steps(
            String prefix, Map<String, Integer> rests, Map<String, Map<String, Step>> done) {
        Map<String, Step> known = done.get(prefix);
        if (known != null) {
            return known;
        }
        Map<String, Step> steps = new HashMap<>();
        Map<String, Map<String, Integer>> inner = new HashMap<>();
        for (Entry<String, Integer> entry : rests.entrySet()) {
            String rest = entry.getKey();
            steps.computeIfAbsent(rest, Step::new).field = entry.getValue();
            for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
                inner.computeIfAbsent(rest.substring(0, dot), name -> new HashMap<>())
                        .put(rest.substring(dot + 1), entry.getValue());
            }
        }
        inner.forEach(
                (name, fields) ->
                        steps.computeIfAbsent(name, Step::new).inside =
                                steps(prefix + name + ".", fields, done));
        done.put(prefix, steps);
        return steps;
    }
}
