package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.delivery.Deliveries.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotifierTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.recipient("night1");
        bench.recipient("night2", "language", "ja", "zone", "Asia/Tokyo");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void tellsEverybodyAtOnceAndNotesIt() {
        bench.channel("mail", bench::take);
        Notifier notifier = bench.start();

        bench.story.opened("i1", "webshop");

        await().until(() -> bench.story.notes.size() == 2);
        assertThat(bench.tos()).containsExactlyInAnyOrder("night1", "night2");
        assertThat(bench.story.notes)
                .containsExactlyInAnyOrder("i1 delivery.accepted night1", "i1 delivery.accepted night2");
        assertThat(notifier.of("i1")).allSatisfy(delivery -> {
            assertThat(delivery.what()).isEqualTo("opened");
            assertThat(delivery.answer()).isEqualTo("250 taken");
            assertThat(delivery.accepted()).isNotNull();
        });
    }

    @Test
    void goesOnWhereItStoppedAndTellsNothingTwice() {
        bench.channel("mail", bench::take);
        bench.stop(tellOf("i1"));
        bench.story.opened("i2", "database");

        bench.start();

        await().until(() -> bench.sent.size() == 4);
        assertThat(bench.sent)
                .extracting(sent -> sent.message().links().get(0).url())
                .containsExactlyInAnyOrder(
                        "https://hinoban.example.org/i/i1",
                        "https://hinoban.example.org/i/i1",
                        "https://hinoban.example.org/i/i2",
                        "https://hinoban.example.org/i/i2");
    }

    @Test
    void triesAgainWithTheSameIdAndIsOutSoonAfterTheWayIsFree() {
        AtomicBoolean away = new AtomicBoolean(true);
        List<String> tried = new CopyOnWriteArrayList<>();
        bench.channel("mail", (message, recipient) -> {
            tried.add(message.id());
            if (away.get()) {
                throw new PathDownException("connection refused");
            }
            return bench.take(message, recipient);
        });
        Notifier notifier = bench.start();
        for (int i = 0; i < 5; i++) {
            bench.story.opened("i" + i, "webshop");
        }
        await().until(() -> notifier.notices().stream().anyMatch(notice -> isAbout(notice, "waiting")));

        away.set(false);

        await().until(() -> bench.sent.size() == 10);
        assertThat(bench.sent).extracting(sent -> sent.message().id()).doesNotHaveDuplicates();
        assertThat(Set.copyOf(tried)).hasSize(10);
        await().until(() -> notifier.latest(20).stream().allMatch(delivery -> delivery.accepted() != null));
    }

    @Test
    void tellsEachPersonInOrderWhileOthersAreNotHeldUp() {
        CountDownLatch release = new CountDownLatch(1);
        bench.channel("mail", (message, recipient) -> {
            if (recipient.name().equals("night1")) {
                release.await();
            }
            return bench.take(message, recipient);
        });
        bench.start();

        for (int i = 0; i < 4; i++) {
            bench.story.opened("i" + i, "webshop");
        }

        await().until(() -> bench.sent.size() == 4);
        assertThat(bench.tos()).containsOnly("night2");
        release.countDown();
        await().until(() -> bench.sent.size() == 8);
        assertThat(bench.sent.stream()
                        .filter(sent -> sent.to().equals("night1"))
                        .map(sent -> sent.message().links().get(0).url())
                        .toList())
                .isSorted();
    }

    @Test
    void makesOneMessageOfWhatRecoveredWhileItWaited() {
        AtomicBoolean away = new AtomicBoolean(true);
        bench.channel("mail", (message, recipient) -> {
            if (away.get()) {
                throw new PathDownException("connection refused");
            }
            return bench.take(message, recipient);
        });
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        bench.story.taken("i1", "admin");
        bench.story.recovered("i1");
        await().until(() -> notifier.of("i1").stream().anyMatch(delivery -> delivery.attempts() > 0));

        away.set(false);

        await().until(() -> bench.story.notes.size() == 2);
        assertThat(bench.sent)
                .filteredOn(sent -> sent.to().equals("night1"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.message().lead()).contains("was down 3 min, recovered"));
        assertThat(notifier.of("i1")).extracting(Delivery::what).containsOnly("opened-and-recovered");
    }

    @Test
    void tellsTheOthersInTheirThreadWhoHasItAndEverybodyOfTheRecovery() {
        bench.channel("mail", bench::take);
        tellOf("i1");

        bench.story.taken("i1", "night1");
        await().until(() -> bench.sent.size() == 3);
        bench.story.recovered("i1");
        await().until(() -> bench.sent.size() == 5);

        List<Bench.Sent> night2 =
                bench.sent.stream().filter(sent -> sent.to().equals("night2")).toList();
        assertThat(night2).hasSize(3);
        String first = night2.get(0).message().id();
        assertThat(night2.get(0).message().thread()).isNull();
        assertThat(night2.get(1).message().thread()).isEqualTo(first);
        assertThat(night2.get(1).message().lead()).contains("night1");
        assertThat(night2.get(2).message().thread()).isEqualTo(first);
        assertThat(night2).extracting(sent -> sent.message().subject()).containsOnly("[web01] service.failed: webshop");
        assertThat(bench.tos().stream().filter("night1"::equals)).hasSize(2);
    }

    @Test
    void givesUpWhatIsRefusedForGoodShowsItAndGoesOn() {
        AtomicInteger tries = new AtomicInteger();
        bench.channel("mail", (message, recipient) -> {
            if (recipient.name().equals("night1") && tries.incrementAndGet() == 1) {
                throw new DeliveryException("550 5.1.1 no such user", true);
            }
            return bench.take(message, recipient);
        });
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        await().until(() -> bench.story.notes.size() == 2);

        assertThat(notifier.of("i1").stream().filter(Delivery::abandoned))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.answer()).isEqualTo("550 5.1.1 no such user"));
        assertThat(notifier.notices()).anyMatch(notice -> isAbout(notice, "abandoned"));

        bench.story.recovered("i1");
        bench.story.opened("i2", "webshop");

        await().until(() -> bench.sent.size() == 4);
        assertThat(bench.tos().stream().filter("night1"::equals)).hasSize(1);
        await().until(() -> notifier.notices().stream().noneMatch(notice -> isAbout(notice, "abandoned")));
    }

    @Test
    void triesARecipientWhoHasToWaitLessAndLessOftenWhileOthersAreTold() {
        AtomicInteger tries = new AtomicInteger();
        bench.channel("mail", (message, recipient) -> {
            if (recipient.name().equals("night1")) {
                tries.incrementAndGet();
                throw new DeliveryException("450 4.2.0 greylisted", false);
            }
            return bench.take(message, recipient);
        });
        bench.start();

        for (int i = 0; i < 20; i++) {
            bench.story.opened("i" + i, "webshop");
        }

        await().until(() -> bench.sent.size() == 20);
        assertThat(tries.get()).isBetween(1, 4);
    }

    @Test
    void tellsWhoCameLaterOnlyOfWhatOpensAfterwards() {
        bench.channel("mail", bench::take);
        bench.stop(tellOf("i1"));
        bench.recipient("night3");
        bench.start();

        bench.story.recovered("i1");
        bench.story.opened("i2", "database");

        await().until(() -> bench.sent.size() == 2 + 2 + 3);
        assertThat(bench.sent.stream()
                        .filter(sent -> sent.to().equals("night3"))
                        .map(sent -> sent.message().links().get(0).url()))
                .containsExactly("https://hinoban.example.org/i/i2");
    }

    @Test
    void sendsNothingTwiceWhenTheDatabaseGoesAwayInBetween() {
        bench.channel("mail", (message, recipient) -> {
            bench.file.setAway(true);
            return bench.take(message, recipient);
        });
        bench.recipients.remove(1);
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        await().until(() -> !bench.sent.isEmpty());

        bench.file.setAway(false);

        await().ignoreExceptions()
                .until(() -> notifier.of("i1").stream().anyMatch(delivery -> delivery.accepted() != null));
        assertThat(bench.tos()).doesNotHaveDuplicates();
    }

    @Test
    void leavesAloneWhatAnotherManagerIsSending() {
        bench.story.opened("i1", "webshop");
        Outbox other = new Outbox(bench.database);
        other.advance(0, 1, List.of(new Outbox.Order.Open(1, "i1", List.of(new Outbox.Addressee("night1", "s")))));
        other.claim(other.queue().heads(), "other");
        bench.channel("mail", bench::take);

        bench.start();

        await().during(Duration.ofMillis(1500)).until(bench.sent::isEmpty);
        await().until(() -> bench.sent.size() == 1);
    }

    @Test
    void waitsForAChannelThatIsNotInstalledYet() {
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        await().until(() -> notifier.of("i1").size() == 2);
        assertThat(notifier.notices()).anyMatch(notice -> isAbout(notice, "channel.missing"));

        bench.channel("mail", bench::take);

        await().until(() -> bench.sent.size() == 2);
    }

    @Test
    void isNotHeldUpByAChannelThatNeverAnswers() {
        CountDownLatch never = new CountDownLatch(1);
        Set<Thread> stuck = ConcurrentHashMap.newKeySet();
        bench.recipient("pager", "channel", "pager");
        bench.channel("mail", bench::take);
        bench.channel("pager", (message, recipient) -> {
            stuck.add(Thread.currentThread());
            never.await();
            return "";
        });
        bench.start();

        for (int i = 0; i < 10; i++) {
            bench.story.opened("i" + i, "webshop");
        }

        await().until(() -> bench.sent.size() == 20);
        assertThat(stuck).hasSize(1);
        never.countDown();
    }

    @Test
    void forgetsWhoWasToldOfWhatHasLongBeenOver() {
        bench.channel("mail", bench::take);
        Notifier notifier = tellOf("i1");
        tellOf("i2", 4);
        bench.story.recovered("i1");
        await().until(() -> bench.sent.size() == 6);
        await().until(() -> bench.story.notes.size() == 6);
        bench.file.setClock(now -> now + Duration.ofDays(40).toMillis());

        assertThat(notifier.forget(Duration.ZERO)).isEqualTo(4);
        assertThat(notifier.forget(Duration.ZERO)).isZero();

        assertThat(notifier.of("i1")).isEmpty();
        assertThat(notifier.of("i2")).hasSize(2);
        assertThat(bench.story.needless).isEqualTo(3);
    }

    @Test
    void sendsATestAtOnceAndPassesOnARefusal() throws Exception {
        bench.channel("mail", bench::take);
        bench.channel("pager", (message, recipient) -> {
            throw new DeliveryException("no such pager", true);
        });
        Notifier notifier = bench.start();

        assertThat(notifier.test("mail", "night2@example.org")).isEqualTo("250 taken");
        assertThat(bench.sent.get(0).message().subject()).isEqualTo("Hinoban テスト");
        assertThatThrownBy(() -> notifier.test("pager", "1")).hasMessage("no such pager");
        assertThatThrownBy(() -> notifier.test("fax", "1")).isInstanceOf(DeliveryException.class);
    }

    private Notifier tellOf(String incident) {
        Notifier notifier = bench.start();
        tellOf(incident, 2);
        return notifier;
    }

    private void tellOf(String incident, int notes) {
        bench.story.opened(incident, "webshop");
        await().until(() -> bench.story.notes.size() == notes);
    }

    private static boolean isAbout(Notice notice, String key) {
        return notice.text().key().equals(key);
    }
}
