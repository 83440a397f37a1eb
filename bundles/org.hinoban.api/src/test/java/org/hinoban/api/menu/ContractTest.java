package org.hinoban.api.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.notification.Channel;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Capability;
import org.junit.jupiter.api.Test;

/** Pins what no tool notices when it changes, and what would leave third parties' bundles unseen. */
class ContractTest {
    @Test
    void propertyNamesStayAsTheyAre() {
        assertThat(properties(MenuEntry.class, MenuEntry.PREFIX_))
                .containsExactlyInAnyOrder(
                        "hinoban.menu.path",
                        "hinoban.menu.label",
                        "hinoban.menu.detail",
                        "hinoban.menu.order",
                        "hinoban.menu.role",
                        "hinoban.menu.scope",
                        "hinoban.menu.capabilities");
        assertThat(properties(MenuAction.class, MenuAction.PREFIX_))
                .containsExactlyInAnyOrder(
                        "hinoban.action.path",
                        "hinoban.action.label",
                        "hinoban.action.effect",
                        "hinoban.action.role",
                        "hinoban.action.confirm",
                        "hinoban.action.destructive",
                        "hinoban.action.scope");
        assertThat(properties(RemedyFor.class, RemedyFor.PREFIX_))
                .containsExactlyInAnyOrder("hinoban.remedy.kinds", "hinoban.remedy.order");
        assertThat(properties(Connects.class, Connects.PREFIX_))
                .containsExactlyInAnyOrder(
                        Connects.CONNECTOR, Connects.SERVER, Connects.NAME, Connects.LABELS, Connects.ORDER);
        assertThat(Channel.PROPERTY).isEqualTo("hinoban.channel");
    }

    @Test
    void sealedTypesPermitWhatEveryFrontEndKnows() {
        assertThat(permitted(Section.class)).containsExactlyInAnyOrder("Choices", "Facts", "Table", "Prose", "Log");
        assertThat(permitted(ActionResult.class)).containsExactlyInAnyOrder("Done", "JobStarted", "Refused");
        assertThat(permitted(Observation.class)).containsExactlyInAnyOrder("Changed", "Noted", "Whole");
        assertThat(permitted(Capability.class)).containsExactlyInAnyOrder("Inventory", "ServiceControl", "SystemFacts");
    }

    @Test
    void extensionPointsHaveOneAbstractMethod() {
        assertThat(List.of(
                        MenuHandler.class,
                        Action.class,
                        org.hinoban.api.notification.NotificationChannel.class,
                        org.hinoban.api.notice.NoticeSource.class,
                        org.hinoban.api.connector.ServerLink.class))
                .allSatisfy(type -> assertThat(Arrays.stream(type.getMethods())
                                .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers())))
                        .hasSize(1));
    }

    private static List<String> properties(Class<?> annotation, String prefix) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .map(method -> prefix + method.getName())
                .toList();
    }

    private static List<String> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }
}
