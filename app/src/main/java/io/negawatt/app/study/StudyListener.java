package io.negawatt.app.study;

/** Hears how a study gets on. */
@FunctionalInterface
public interface StudyListener {

    /**
     * Where a study is.
     *
     * @param arm name of the training that begins
     * @param number its number, from 1
     * @param of how many there are
     * @param leftS time left, in s; NaN before the first is done
     */
    record Progress(String arm, int number, int of, double leftS) {}

    /** A training of the study begins. */
    void begins(Progress progress);
}
