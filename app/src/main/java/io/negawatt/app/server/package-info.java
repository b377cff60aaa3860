/**
 * The live platform over HTTP: {@code openapi.yaml} beside this package says what it does, {@link io.negawatt.app.server.Api}
 * lists the operations, {@link io.negawatt.app.server.Gate} is what every request passes, and only
 * {@link io.negawatt.app.server.WebDoor} knows the web server.
 */
@NullMarked
package io.negawatt.app.server;

import org.jspecify.annotations.NullMarked;
