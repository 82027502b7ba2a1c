package dev.gradstream.model.pipeline.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Copies a tree with other scalars in it; what aliases share stays shared. */
final class TreeCopy {
    private final ScalarCopy scalars;
    private final IdentityHashMap<Node, Node> copies = new IdentityHashMap<>();

    /** What becomes of a scalar. */
    @FunctionalInterface
    interface ScalarCopy {
        ScalarNode copy(ScalarNode scalar, String path);
    }

    TreeCopy(ScalarCopy scalars) {
        this.scalars = scalars;
    }

    /**
     * The copy of a tree without recursion.
     *
     * @param path dotted path of the node
     */
    Node copy(Node node, String path) {
        Node done = copies.get(node);
        if (done != null) {
            return done;
        }
        Node copy = copyOnce(node, path);
        copies.put(node, copy);
        return copy;
    }

    private Node copyOnce(Node node, String path) {
        if (node instanceof ScalarNode scalar) {
            return scalars.copy(scalar, path);
        }
        if (node instanceof SequenceNode sequence) {
            return copySequence(sequence, path);
        }
        return copyMapping((MappingNode) node, path);
    }

    private Node copySequence(SequenceNode node, String path) {
        List<Node> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(copy(item, Value.itemPath(path, items.size())));
        }
        return new SequenceNode(
                node.getTag(),
                true,
                items,
                node.getFlowStyle(),
                node.getStartMark(),
                node.getEndMark());
    }

    private Node copyMapping(MappingNode node, String path) {
        List<NodeTuple> entries = new ArrayList<>();
        for (NodeTuple entry : node.getValue()) {
            Node key = entry.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Node value = copy(entry.getValueNode(), Value.entryPath(path, name));
            entries.add(new NodeTuple(key, value));
        }
        return new MappingNode(
                node.getTag(),
                true,
                entries,
                node.getFlowStyle(),
                node.getStartMark(),
                node.getEndMark());
    }
}
