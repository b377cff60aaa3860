package io.negawatt.app.report;

import java.util.List;

/**
 * A piece of an HTML or SVG document. Strings become text and are escaped when they are written; there is no way to hand in
 * markup as a string, so that a name such as {@code <script>} is shown and never run.
 */
public sealed interface Node permits Node.Text, Node.Several, Tag {

    void writeTo(StringBuilder out);

    /** Text as a person reads it. */
    record Text(String text) implements Node {
        @Override
        public void writeTo(StringBuilder out) {
            Escape.text(text, out);
        }
    }

    /** Pieces side by side, without an element around them. */
    record Several(List<? extends Node> nodes) implements Node {
        public Several {
            nodes = List.copyOf(nodes);
        }

        @Override
        public void writeTo(StringBuilder out) {
            nodes.forEach(node -> node.writeTo(out));
        }
    }
}
