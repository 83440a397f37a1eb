package org.hinoban.web.internal;

import jakarta.servlet.Servlet;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.text.Text;
import org.hinoban.web.internal.administration.AuditServlet;
import org.hinoban.web.internal.administration.OperatorsServlet;
import org.hinoban.web.internal.administration.PasswordServlet;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Frames;
import org.hinoban.web.internal.door.OwnAddress;
import org.hinoban.web.internal.listen.Threshold;
import org.hinoban.web.internal.listen.Traffic;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.servlet.EventsServlet;
import org.hinoban.web.internal.servlet.Pages;

/** The servlets on a real HTTP server, over a {@link World}. */
final class House implements AutoCloseable {
    final World world = new World();
    final Changes changes = new Changes(world.navigation, world.states, world.log, world.leases);

    private final Server server = new Server();
    private final EventsServlet events;
    private final URI base;

    House(String... proxies) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        OwnAddress own = new OwnAddress() {
            @Override
            public String url() {
                return "https://hinoban.example.org";
            }

            @Override
            public boolean trusts(String peer) {
                return List.of(proxies).contains(peer);
            }
        };
        Frames frames = new Frames(
                world.incidents,
                world.leases,
                List.of(() -> List.of(new Notice(Text.plain("mail path degraded"), true))));
        Door door = new Door(world.sessions, (text, language, zone) -> text.english(), own, frames, changes);
        events = new EventsServlet(door, changes);
        ServletContextHandler context = new ServletContextHandler("/");
        Pages.all(
                        door,
                        own,
                        frames,
                        changes,
                        world.sessions,
                        world.leases,
                        world.servers,
                        world.states,
                        world.incidents,
                        world.navigation,
                        world.staff)
                .forEach((pattern, servlet) -> context.addServlet(holder(servlet), pattern));
        context.addServlet(holder(events), "/events");
        Servlet operators = new OperatorsServlet(door, world.staff, world.staff);
        context.addServlet(holder(operators), "/operators");
        context.addServlet(holder(operators), "/operators/*");
        context.addServlet(holder(new AuditServlet(door, world.staff)), "/audit");
        context.addServlet(holder(new PasswordServlet(door, world.sessions, world.staff)), "/account/password");
        Threshold threshold = new Threshold(new Traffic());
        threshold.open();
        server.setHandler(new Handler.Sequence(threshold, context));
        server.start();
        base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    Phone phone() {
        return new Phone(base);
    }

    /** A phone that is logged in. */
    Phone phone(String user) throws Exception {
        Phone phone = phone();
        phone.login("/login", user, World.PASSWORD);
        return phone;
    }

    URI base() {
        return base;
    }

    private static ServletHolder holder(Servlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        return holder;
    }

    @Override
    public void close() throws Exception {
        events.close();
        server.stop();
    }
}
