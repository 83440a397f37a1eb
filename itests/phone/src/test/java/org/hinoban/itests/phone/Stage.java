package org.hinoban.itests.phone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Service;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One manager with the built-in mail server, one service to break and one browser for all classes that ask for them. */
public final class Stage implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Stage.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Set.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("set", key -> Set.build(), Set.class);
    }

    /** What stands on the stage. */
    record Set(Manager manager, Service webshop, Playwright playwright, Browser browser) implements AutoCloseable {
        // A test's set-up has no other way out.
        @SuppressWarnings("ThrowSpecificExceptions")
        static Set build() {
            try {
                return build(Service.start("webshop"));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("The stage cannot be built", e);
            }
        }

        private static Set build(Service webshop) throws IOException, InterruptedException {
            try {
                Manager manager = Manager.setup()
                        .file(webshop.configurationFile(), webshop.configuration())
                        .file(
                                "org.hinoban.notification.recipient-night1.cfg",
                                "address = night1@example.org\nlanguage = en\n")
                        .file(
                                "org.hinoban.notification.recipient-night2.cfg",
                                "address = night2@example.org\nlanguage = ja\n")
                        .start();
                Playwright playwright = Playwright.create();
                return new Set(manager, webshop, playwright, Handset.browser(playwright));
            } catch (IOException e) {
                webshop.close();
                throw e;
            }
        }

        Handset handset(Handset.Form form) {
            return Handset.of(browser, manager.url(), form);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            playwright.close();
            manager.close();
            webshop.close();
        }
    }
}
