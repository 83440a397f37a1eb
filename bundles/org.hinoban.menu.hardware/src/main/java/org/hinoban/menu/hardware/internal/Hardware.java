package org.hinoban.menu.hardware.internal;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;

/** The hardware of the server that a request is about. */
record Hardware(MenuRequest request) {
    static final ComponentPath PATH = new ComponentPath("hardware");

    List<Component> components(ComponentPath below) throws MenuException, InterruptedException {
        return ask(inventory -> inventory.components(below, request.deadline()));
    }

    Optional<Inventory.Detail> detail(ComponentPath component) throws MenuException, InterruptedException {
        return ask(inventory -> inventory.detail(component, request.deadline()));
    }

    MenuException missing(ComponentPath component) {
        return new MenuException(
                Reason.NOT_FOUND,
                Words.text(
                        "missing.component",
                        "{0} has no {1} (any more)",
                        request.server().name(),
                        component.name()));
    }

    private <T> T ask(Question<T> question) throws MenuException, InterruptedException {
        Inventory inventory = request.server()
                .capability(Inventory.class)
                .orElseThrow(() -> new MenuException(
                        Reason.REFUSED,
                        Words.text(
                                "missing.capability",
                                "The hardware of {0} cannot be seen now",
                                request.server().name())));
        try {
            return question.ask(inventory);
        } catch (CapabilityException e) {
            throw new MenuException(e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Inventory inventory) throws CapabilityException, InterruptedException;
    }
}
