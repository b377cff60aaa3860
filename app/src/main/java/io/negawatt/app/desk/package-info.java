/**
 * The desks of a server that works on real data: jobs that wait and their plans, findings of runs. Each stands on the packages that
 * plan and advise, and tells the server's pages what they say.
 */
@NullMarked
package io.negawatt.app.desk;

import org.jspecify.annotations.NullMarked;
