/**
 * The frame of {@code ./hinoban bench}: what a bench is, what it returns, and the one table that comes of it.
 *
 * <p>A new bench is one public class with a public constructor without arguments that implements {@link Bench}, in a
 * package of its room below this one, and its name in
 * {@code src/main/resources/META-INF/services/org.hinoban.itests.bench.Bench}. It starts what it measures, ends all of it
 * (try with resources), and returns rows:
 *
 * <pre>{@code
 * public List<Row> measure(Run run) throws IOException, InterruptedException {
 *     Samples seconds = new Samples();
 *     for (int i = 0; i < run.rounds(3, 10, 50); i++) {
 *         run.progress("start " + i);
 *         seconds.add(...);
 *     }
 *     return List.of(
 *             Row.atMost("start to first page, warm, median", Unit.SECONDS.of(seconds.median()), Unit.SECONDS.of(2.5)),
 *             Row.plain("start to first page, warm, worst", Unit.SECONDS.of(seconds.worst())).remark("10 starts"));
 * }
 * }</pre>
 *
 * <p>{@code ./hinoban bench --short NAME} is the form to work with. A budget that is missed is marked in the table; what
 * could not be measured, or is wrong, is an exception, and the run then ends with exit code 1.
 */
@NullMarked
package org.hinoban.itests.bench;

import org.jspecify.annotations.NullMarked;
