/**
 * A data center that does not exist, so that every page of the server is alive with no hardware: its power and its runs come from
 * a seeded simulation, and everything that leaves it says so.
 */
@NullMarked
package io.negawatt.app.demo;

import org.jspecify.annotations.NullMarked;
