package org.hinoban.access.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.access.Sessions.Show;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings as they are in force: of each key the last good value. */
@Component(
        service = {Settings.class, NoticeSource.class},
        configurationPid = "org.hinoban.access")
@Designate(ocd = AccessConfig.class)
public final class Settings implements NoticeSource {
    static final String BUNDLE = "org.hinoban.access";
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,6})\\s*([smhd])");

    private volatile Values values =
            new Values(Exclusive.SERVER, Show.ALWAYS, Duration.ofMinutes(30), Duration.ofHours(12));
    private volatile List<Notice> notices = List.of();

    @Activate
    public Settings(AccessConfig config) {
        modified(config);
    }

    /** With the defaults. */
    Settings() {}

    @Modified
    public void modified(AccessConfig config) {
        set(config.exclusive(), config.login_show(), config.session_idle(), config.session_absolute());
    }

    void set(String exclusive, String show, String idle, String absolute) {
        List<Notice> bad = new ArrayList<>();
        Values last = values;
        values = new Values(
                read(bad, "exclusive", exclusive, last.exclusive, "server, site or off", Exclusive::valueOf),
                read(
                        bad,
                        "login.show",
                        show,
                        last.show,
                        "always, known-devices or never",
                        word -> Show.valueOf(word.replace('-', '_'))),
                read(bad, "session.idle", idle, last.idle, "such as 30m or 12h", Settings::duration),
                read(bad, "session.absolute", absolute, last.absolute, "such as 12h or 7d", Settings::duration));
        notices = List.copyOf(bad);
    }

    @Override
    public List<Notice> notices() {
        return notices;
    }

    Exclusive exclusive() {
        return values.exclusive;
    }

    Show show() {
        return values.show;
    }

    Duration idle() {
        return values.idle;
    }

    Duration absolute() {
        return values.absolute;
    }

    private static <T> T read(
            List<Notice> bad, String key, String value, T last, String form, Function<String, T> parser) {
        try {
            return parser.apply(value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "org.hinoban.access.cfg: {} = {} is not valid ({}); the last good value, {}, stays.",
                    key,
                    value,
                    form,
                    last);
            bad.add(new Notice(
                    Text.of(
                            BUNDLE,
                            "notice.setting",
                            "org.hinoban.access.cfg: {0} = {1} is not valid ({2}); the last good value stays",
                            key,
                            value,
                            form),
                    false));
            return last;
        }
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** What one operator holds at a time. */
    enum Exclusive {
        SERVER,
        SITE,
        OFF
    }

    private record Values(Exclusive exclusive, Show show, Duration idle, Duration absolute) {}
}
