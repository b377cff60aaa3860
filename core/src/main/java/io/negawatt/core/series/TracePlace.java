package io.negawatt.core.series;

import io.negawatt.core.text.BadInputException;

/**
 * A cell of a trace, for messages.
 *
 * @param file name of the file
 * @param line line of the file, from 1
 * @param column column of the file, from 1
 * @param name name of the column
 */
record TracePlace(String file, long line, int column, String name) {
    private static final int LONGEST_CELL = 40;

    /** {@return a failure with this place and what the cell holds} */
    BadInputException bad(String key, String cell) {
        String shown = cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) + "…" : cell;
        return BadInputException.of(key, file, line, column, name, shown.replaceAll("\\p{Cntrl}", "·"));
    }
}
