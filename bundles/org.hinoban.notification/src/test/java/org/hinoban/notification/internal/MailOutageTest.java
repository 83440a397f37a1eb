package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.notification.mail.internal.MailChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** The outbox with the real mail channel and a real mail server that goes away and comes back. */
final class MailOutageTest {
    private static final Pattern ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

    @TempDir
    Path folder;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private Bench bench;
    private SMTPServer server;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.recipient("night1");
        bench.recipient("night2");
        bench.recipient("night3");
        server = server(0);
        bench.channel("mail", new MailChannel(configurations(server.getPortAllocated()), folder));
    }

    @AfterEach
    void close() {
        bench.close();
        server.stop();
    }

    @Test
    void losesNothingAndSendsNothingTwiceWhileTheServerIsAway() {
        bench.start();
        bench.story.opened("i1", "webshop");
        await().until(() -> taken.size() == 3);
        int port = server.getPortAllocated();
        server.stop();
        bench.story.recovered("i1");
        bench.story.opened("i2", "database");
        bench.story.opened("i3", "mailer");
        bench.story.recovered("i3");
        await().during(Duration.ofSeconds(4)).until(() -> taken.size() == 3);

        server = server(port);

        await().until(() -> taken.size() == 12);
        await().during(Duration.ofSeconds(1)).until(() -> taken.size() == 12);
        assertThat(taken.stream().map(MailOutageTest::id)).doesNotHaveDuplicates();
        assertThat(taken)
                .filteredOn(mail -> mail.contains("was down 3 min, recovered"))
                .hasSize(3);
        assertThat(taken).filteredOn(mail -> mail.contains("References: ")).hasSize(3);
    }

    @Test
    void keepsTheIdWhenTheServerWantsItLater() {
        busy.set(true);
        bench.start();
        bench.story.opened("i1", "webshop");
        await().until(() -> refused.size() >= 3);

        busy.set(false);

        await().until(() -> taken.size() == 3);
        assertThat(refused.stream().map(MailOutageTest::id).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        taken.stream().map(MailOutageTest::id).toList());
    }

    private static String id(String mail) {
        Matcher matcher = ID.matcher(mail);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private SMTPServer server(int port) {
        BasicMessageListener listener = (context, from, to, data) -> {
            String mail = new String(data, StandardCharsets.UTF_8);
            if (busy.get()) {
                refused.add(mail);
                throw new RejectException(451, "4.3.0 later");
            }
            taken.add(mail);
        };
        SMTPServer started = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandler(listener)
                .build();
        started.start();
        return started;
    }

    /** Has one mail route, which is all that the channel asks for. */
    @SuppressWarnings("JdkObsolete")
    private static ConfigurationAdmin configurations(int port) {
        Dictionary<String, Object> route = new Hashtable<>();
        route.put("host", "127.0.0.1");
        route.put("port", port);
        route.put("security", "none");
        Configuration configuration =
                proxy(Configuration.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperties" -> route;
                    case "getPid" -> "org.hinoban.notification.mail.route~test";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return proxy(ConfigurationAdmin.class, (proxy, method, arguments) -> {
            boolean ofRoutes = method.getName().equals("listConfigurations")
                    && String.valueOf(arguments[0]).contains("mail.route");
            return ofRoutes ? new Configuration[] {configuration} : null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
