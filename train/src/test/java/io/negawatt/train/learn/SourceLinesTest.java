package io.negawatt.train.learn;

import static io.negawatt.train.learn.SourceLines.Kind.BLANK;
import static io.negawatt.train.learn.SourceLines.Kind.CODE;
import static io.negawatt.train.learn.SourceLines.Kind.COMMENT;
import static io.negawatt.train.learn.SourceLines.Kind.MIXED;
import static io.negawatt.train.learn.SourceLines.Kind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLinesTest {
    private static List<SourceLines.Kind> kinds(String file, String text) {
        var lines = new SourceLines(SourceSyntax.of(Path.of(file)).orElseThrow());
        return text.lines().map(lines::next).toList();
    }

    @Test
    void java() {
        assertThat(kinds("A.java", """
            /** A class,
             * and more.

               no star here
             */
            class A { // both
                // a comment

                String s = "http://a /* no comment";
                char c = '"'; // both
                String t = "\\"// none";
                int i = 1; /* both */
                /* a */ /* b */
                int a /* both
                still a comment */
                int b;
            }
            """))
                .containsExactly(
                        COMMENT, COMMENT, BLANK, COMMENT, COMMENT, MIXED, COMMENT, BLANK, CODE, MIXED, CODE, MIXED,
                        COMMENT, MIXED, COMMENT, CODE, CODE);
    }

    @Test
    void textBlocksAreNeither() {
        assertThat(kinds("A.java", "var t = \"\"\"\n  // text \\\"\"\"\n  \"\"\";\n// a comment"))
                .containsExactly(CODE, TEXT, TEXT, COMMENT);
    }

    @Test
    void scripts() {
        assertThat(kinds("a.ts", "let a = `// text\n# text`;\n// a comment\nlet b = 'x'; // both"))
                .containsExactly(TEXT, TEXT, COMMENT, MIXED);
        assertThat(kinds("a.js", "f(); /* both */\n# code")).containsExactly(MIXED, CODE);
    }

    @Test
    void python() {
        assertThat(kinds("a.py", """
            # a comment
            def f():
                '''Says what
                it does.'''
                x = '#' # both
                return "a # b"
            """)).containsExactly(COMMENT, CODE, TEXT, TEXT, MIXED, CODE);
    }

    @Test
    void shell() {
        assertThat(kinds("a.sh", """
            # it's a comment
            n=$#
            echo "${#n} # none" # both
            cat <<-'END' | sort
            # text that isn't a comment
            	END
            x=$((1<<2))
            cat <<< word
            # a comment
            """)).containsExactly(COMMENT, CODE, MIXED, CODE, TEXT, TEXT, CODE, CODE, COMMENT);
    }

    @Test
    void xml() {
        assertThat(kinds("a.xml", "<a>don't</a>\n<!-- a\n  b -->\n<b/> <!-- both -->"))
                .containsExactly(CODE, COMMENT, COMMENT, MIXED);
    }
}
