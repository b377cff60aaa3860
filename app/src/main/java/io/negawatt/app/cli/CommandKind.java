package io.negawatt.app.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A command: one line of {@link Commands#ALL}.
 *
 * <p>The object that {@code create} makes carries picocli's {@code @Command(name = …)} and returns the exit code. Its texts
 * come from the message files: {@code cli.NAME.about}, {@code cli.NAME.example}, and for each option and parameter
 * {@code cli.NAME.option.OPTION} or, where all commands share it, {@code cli.option.OPTION}; see {@link UsageTexts}.
 *
 * @param name what people type
 * @param create makes the command for one session; quick and without side effects
 */
public record CommandKind(String name, Function<Session, Callable<Integer>> create) {}
