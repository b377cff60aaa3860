/**
 * Jobs in numbers, as all optimizers of jobs see them: tasks, the ways to run one, the room that others leave, and how a solution
 * becomes a plan with its shortfalls and their causes.
 */
@NullMarked
package io.negawatt.plan.tasks;

import org.jspecify.annotations.NullMarked;
