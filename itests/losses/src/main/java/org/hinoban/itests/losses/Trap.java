package org.hinoban.itests.losses;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stops a running Java program where a method is about to begin; nothing in the program knows of it. */
final class Trap {
    private final VirtualMachine machine;

    private Trap(VirtualMachine machine) {
        this.machine = machine;
    }

    /** What a program is started with so that traps can be set in it. */
    static String option(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port;
    }

    static Trap in(int port) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        Objects.requireNonNull(arguments.get("timeout")).setValue("20000");
        try {
            return new Trap(connector.attach(arguments));
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until the program comes there; it stands still then, all its threads.
     *
     * @throws IOException if the program has no such place, or does not come there in time
     */
    void await(Point point, Duration patience) throws IOException, InterruptedException {
        ClassPrepareRequest loading = machine.eventRequestManager().createClassPrepareRequest();
        loading.addClassFilter(point.type());
        loading.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        loading.enable();
        for (ReferenceType type : machine.classesByName(point.type())) {
            set(type, point);
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            EventSet events = machine.eventQueue().remove(500);
            if (events == null) {
                continue;
            }
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    set(prepared.referenceType(), point);
                } else if (event instanceof BreakpointEvent) {
                    return;
                }
            }
            events.resume();
        }
        throw new IOException("Not come to " + point + " within " + patience);
    }

    private void set(ReferenceType type, Point point) throws IOException {
        List<Method> methods = type.methodsByName(point.method()).stream()
                .filter(method -> !method.isAbstract())
                .toList();
        if (methods.isEmpty()) {
            throw new IOException("There is no " + point + " any more: name the place that took its part");
        }
        for (Method method : methods) {
            BreakpointRequest stop = machine.eventRequestManager().createBreakpointRequest(method.location());
            stop.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            stop.enable();
        }
    }
}
