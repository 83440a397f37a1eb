package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.Test;

/** How long a fault takes to the mail server. */
final class FaultToMailITest {
    private static final int KILLS = 20;

    @Test
    void theMailOfAKilledServiceIsThereAtOnce() throws IOException, InterruptedException {
        List<Service> services = new ArrayList<>();
        try (SmtpSink sink = SmtpSink.start()) {
            Manager.Setup setup = Manager.setup()
                    .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                    .file(
                            "org.hinoban.notification.recipient-night1.cfg",
                            "address = night1@example.org\nlanguage = en\n");
            for (int i = 0; i < KILLS; i++) {
                Service service = Service.start(String.format("shop%02d", i));
                services.add(service);
                setup.file(service.configurationFile(), service.configuration());
            }
            try (Manager manager = setup.start()) {
                measure(manager, sink, services);
            }
        } finally {
            for (Service service : services) {
                service.close();
            }
        }
    }

    private static void measure(Manager manager, SmtpSink sink, List<Service> services)
            throws IOException, InterruptedException {
        Watch watch = new Watch(manager);
        for (Service service : services) {
            watch.awaitState(service, "normal");
        }
        // Kills fall anywhere between two looks of the connector.
        Random random = new Random(7);
        List<Double> seconds = new ArrayList<>();
        for (Service service : services) {
            Thread.sleep(random.nextInt(300));
            Instant killed = Instant.now();
            service.kill();
            Mail mail = sink.await(each -> each.subject().contains(service.name()), 60);
            seconds.add(Duration.between(killed, mail.arrived()).toMillis() / 1000.0);
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        double median = (sorted.get(KILLS / 2 - 1) + sorted.get(KILLS / 2)) / 2;
        double worst = sorted.get(KILLS - 1);
        new Figures("fault-to-mail", "kills", "median s", "worst s")
                .row(KILLS, median, worst)
                .write();
        assertThat(sink.mails().stream().map(Mail::messageId))
                .doesNotHaveDuplicates()
                .hasSize(KILLS);
        assertThat(new Phone(manager.url()).page("/healthz").statusCode()).isEqualTo(200);
    }
}
