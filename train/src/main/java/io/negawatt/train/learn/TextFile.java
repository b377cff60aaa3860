package io.negawatt.train.learn;

/**
 * A file of text, read.
 *
 * @param name path as messages show it; relative to the folder that was given, where one was
 * @param text what it holds, without byte order mark
 */
public record TextFile(String name, String text) {}
