/** Published rules of thumb for jobs, which plans are measured against. A rule is one file and one line in the list of optimizers. */
@NullMarked
package io.negawatt.plan.rules;

import org.jspecify.annotations.NullMarked;
