package io.negawatt.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A demonstration and a browser for all tests of a class. */
abstract class OnDemo {
    static Demo demo;
    static Chromium chromium;

    @BeforeAll
    static void startDemo() {
        demo = Demo.start();
        chromium = new Chromium();
    }

    @AfterAll
    static void stopDemo() {
        chromium.close();
        demo.close();
    }
}
