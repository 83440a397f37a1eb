package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Trouble;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class OddHandlersTest extends OnMenu {
    @Test
    void aHandlerThatThrowsOrReturnsNothingIsBrokenWithTheReferenceOfItsLogLine() throws Exception {
        register("third.party", "/throws", (MenuHandler) request -> {
            throw new IllegalStateException("I am broken");
        });
        register("third.party2", "/null", (MenuHandler) request -> null);
        register("third.party3", "/error", (MenuHandler) request -> {
            throw new StackOverflowError("deep");
        });
        try (Lines log = new Lines()) {
            Outcome.Broken broken = (Outcome.Broken) open("/throws");
            assertThat(broken.bundle()).isEqualTo("third.party");
            assertThat(log.with(broken.reference()).getMessage()).contains("third.party");
            assertThat(log.with(broken.reference()).getThrown()).hasMessage("I am broken");
            assertThat(open("/null")).isInstanceOf(Outcome.Broken.class);
            assertThat(open("/error")).isInstanceOf(Outcome.Broken.class);
            Outcome.Broken again = (Outcome.Broken) open("/throws");
            assertThat(ship.navigator().troubles())
                    .extracting(Trouble::bundle, Trouble::sort, Trouble::count, Trouble::path)
                    .containsExactly(
                            tuple("third.party", Trouble.Sort.BROKEN, 2L, "/throws"),
                            tuple("third.party2", Trouble.Sort.BROKEN, 1L, "/null"),
                            tuple("third.party3", Trouble.Sort.BROKEN, 1L, "/error"));
            assertThat(ship.navigator().troubles().get(0).reference())
                    .isEqualTo(again.reference())
                    .isNotEqualTo(broken.reference());
        }
    }

    @Test
    void nonsenseIsBroken() throws Exception {
        Screen oversize = new Screen(Text.plain("x".repeat(100_000)), null, List.of(), List.of());
        List<Section.Choice> many =
                Collections.nCopies(100_000, new Section.Choice(Text.plain("x"), Text.NONE, "/software", null));
        Screen endless = new Screen(Text.plain("x"), null, List.of(new Section.Choices(Text.NONE, many)), List.of());
        Screen astray = new Screen(
                Text.plain("x"),
                null,
                List.of(new Section.Choices(
                        Text.NONE,
                        List.of(new Section.Choice(Text.plain("x"), Text.NONE, "javascript:alert(1)", null)))),
                List.of());
        Screen crooked = new Screen(
                Text.plain("x"),
                null,
                List.of(new Section.Table(
                        Text.NONE, List.of(Text.plain("a"), Text.plain("b")), List.of(List.of(Text.plain("1"))), null)),
                List.of());
        Screen hollow = new Screen(Text.plain("x"), null, List.of(new Section.Prose(Text.NONE, null)), List.of());
        int number = 0;
        for (Screen screen : List.of(oversize, endless, astray, crooked, hollow)) {
            String path = "/nonsense" + number++;
            register("bad" + path.substring(1), path, (MenuHandler) request -> screen);
            assertThat(open(path)).as(path).isInstanceOf(Outcome.Broken.class);
        }
    }

    @Test
    void whatAHandlerSaysIsShownAsItStands() throws Exception {
        Text words = Text.of("a", "gone", "There is no service x");
        register("a", "/missing", (MenuHandler) request -> {
            throw new MenuException(MenuException.Reason.NOT_FOUND, words);
        });
        register("b", "/refused", (MenuHandler) request -> {
            throw new MenuException(MenuException.Reason.REFUSED, words);
        });

        assertThat(open("/missing")).isEqualTo(new Outcome.NotFound(words));
        assertThat(open("/refused")).isEqualTo(new Outcome.Refused(words));
    }

    @Test
    void aServerThatDoesNotAnswerIsNoRefusalAndHasAReferenceInTheLog() throws Exception {
        Text words = Text.plain("The server was not read in time");
        register("patient", "/unanswered", (MenuHandler) request -> {
            throw new MenuException(MenuException.Reason.TIMED_OUT, words);
        });
        try (Lines log = new Lines()) {
            Outcome.Unanswered unanswered = (Outcome.Unanswered) open("/unanswered");
            assertThat(unanswered.reason()).isEqualTo(words);
            assertThat(log.with(unanswered.reference()).getMessage()).contains("patient", words.english());
        }
    }

    @Test
    void tenHungHandlersSlowNoOtherBundle() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger hung = new AtomicInteger();
        register("hangs", "/hangs", (MenuHandler) request -> {
            hung.incrementAndGet();
            waitDeafly(never);
            return EMPTY;
        });
        register("works", "/works", "works");
        ExecutorService phones = Executors.newFixedThreadPool(10);
        try {
            List<Future<Outcome>> hanging = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                hanging.add(phones.submit(() -> open("/hangs")));
            }
            await().untilAtomic(hung, org.hamcrest.Matchers.is(Workers.THREADS));
            for (int i = 0; i < 20; i++) {
                assertThat(title(open("/works"))).isEqualTo("works");
            }
            for (Future<Outcome> outcome : hanging) {
                assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(Outcome.TimedOut.class);
            }
            // all its threads are stuck: nobody waits for them any more
            assertThat(open("/hangs")).isInstanceOf(Outcome.Busy.class);
            assertThat(ship.navigator().stuckThreads()).containsExactly(entry("hangs", Workers.THREADS));
            assertThat(ship.navigator().troubles())
                    .extracting(Trouble::sort, Trouble::count)
                    .containsExactly(tuple(Trouble.Sort.TIMED_OUT, 10L), tuple(Trouble.Sort.BUSY, 1L));
        } finally {
            never.countDown();
            phones.shutdownNow();
        }
        await().untilAsserted(() -> assertThat(open("/hangs")).isInstanceOf(Outcome.Shown.class));
        await().untilAsserted(() -> assertThat(ship.navigator().stuckThreads()).isEmpty());
    }

    @Test
    void aHandlerThatListensToInterruptionIsFreeAgainAfterThePatience() throws Exception {
        register("slow", "/slow", (MenuHandler) request -> {
            Thread.sleep(60_000);
            return EMPTY;
        });

        Outcome.TimedOut late = (Outcome.TimedOut) open("/slow");
        assertThat(late.patience()).isEqualTo(Ship.QUICK.patience());
        assertThat(late.bundle()).isEqualTo("slow");
        assertThat(open("/slow")).isInstanceOf(Outcome.TimedOut.class);
    }

    @Test
    void aStuckThreadStopsNeitherItsBundleNorTheFrameworkAndTheOthersEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Bundle bundle = register("sticks", "/sticks", (MenuHandler) request -> {
            waitDeafly(never);
            return EMPTY;
        });
        register("works", "/works", "works");
        assertThat(open("/sticks")).isInstanceOf(Outcome.TimedOut.class);
        open("/works");
        try {
            bundle.stop();
            ship.framework.stop();
            assertThat(ship.framework.waitForStop(5_000).getType())
                    .isEqualTo(org.osgi.framework.FrameworkEvent.STOPPED);
            await().untilAsserted(() -> assertThat(threads("works-")).isEmpty());
        } finally {
            never.countDown();
        }
        await().untilAsserted(() -> assertThat(threads("sticks-")).isEmpty());
    }

    /** As code does that does not know what an interruption is for. */
    private static void waitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // on purpose: it goes on waiting
                Thread.onSpinWait();
            }
        }
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    /** What is logged of foreign bundles meanwhile. */
    private static final class Lines extends Handler implements AutoCloseable {
        private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
        private final Logger logger = Logger.getLogger(Foreign.class.getName());

        Lines() {
            logger.addHandler(this);
        }

        LogRecord with(String reference) {
            return lines.stream()
                    .filter(line -> line.getMessage().contains("reference=" + reference + " "))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
