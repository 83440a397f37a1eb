package org.hinoban.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that people read exists in both languages. */
final class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)[^}]*}");
    private static final Pattern PROPERTY =
            Pattern.compile("<property name=\"hinoban\\.[^\"]*\"[^>]*value=\"%([^\"]+)\"");
    /** The other ways to write a foreign word: technical Japanese leaves the last long vowel out. */
    private static final Pattern UNUSUAL =
            Pattern.compile("(?:サーバ|マネージャ|メモリ|ユーザ|ブラウザ|コネクタ|プロセッサ|ドライバ|フォルダ|コンピュータ)ー|インタフェース|インターフェイス");

    private static final List<String> PARTS = List.of("title", "content", "advice");

    static List<Bundle> bundles() {
        return Bundles.all();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void saysTheSameInBothLanguages(Bundle bundle) {
        Map<String, String> english = words(bundle, "");
        Map<String, String> japanese = words(bundle, "_ja");
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        assertThat(english)
                .allSatisfy((key, words) -> assertThat(places(japanese.get(key)))
                        .as("places of " + key)
                        .isEqualTo(places(words)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void writesAForeignWordInOneWay(Bundle bundle) {
        assertThat(words(bundle, "_ja"))
                .allSatisfy((key, words) -> assertThat(words).as(key).doesNotContainPattern(UNUSUAL));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void hasTheWordsThatItsServicesName(Bundle bundle) {
        Map<String, String> english = words(bundle, "");
        bundle.entries("OSGI-INF/[^/]*\\.xml").forEach((file, xml) -> {
            Matcher matcher = PROPERTY.matcher(xml);
            while (matcher.find()) {
                assertThat(english).as(file).containsKey(matcher.group(1));
            }
        });
    }

    @Test
    void everyKindOfTheHostHasItsWords() throws ReflectiveOperationException, IOException {
        for (Kind kind : kindsOfTheHost()) {
            for (String language : List.of("", "_ja")) {
                Map<String, String> words = words(Bundles.named(kind.bundle()), language);
                for (String part : PARTS) {
                    String key = "kind." + kind.name() + "." + part;
                    assertThat(words).as("bundle" + language).containsKey(key);
                    assertThat(places(words.get(key)))
                            .as("places of " + key + language)
                            .allSatisfy(place -> assertThat(place).isLessThanOrEqualTo(kind.parameters()));
                }
            }
        }
    }

    @Test
    void everyRemedyIsForAKindThatThereIs() throws ReflectiveOperationException, IOException {
        List<String> known = kindsOfTheHost().stream().map(Kind::name).toList();
        Pattern kinds = Pattern.compile("<property name=\"hinoban\\.remedy\\.kinds\"[^>]*?(?:/>|>([^<]*)</property>)");
        Pattern single = Pattern.compile("<property name=\"hinoban\\.remedy\\.kinds\"[^>]*value=\"([^\"]*)\"");
        int total = 0;
        for (Bundle bundle : Bundles.all()) {
            List<String> named = new ArrayList<>();
            Set<String> own = words(bundle, "").keySet();
            for (String xml : bundle.entries("OSGI-INF/[^/]*\\.xml").values()) {
                kinds.matcher(xml)
                        .results()
                        .filter(match -> match.group(1) != null)
                        .forEach(match -> named.addAll(match.group(1)
                                .strip()
                                .lines()
                                .map(String::strip)
                                .toList()));
                single.matcher(xml).results().forEach(match -> named.add(match.group(1)));
            }
            assertThat(named).allMatch(kind -> known.contains(kind) || own.contains("kind." + kind + ".title"));
            total += named.size();
        }
        assertThat(total).isPositive();
    }

    private record Kind(String bundle, String name, int parameters) {
        static Kind of(Object kind) throws ReflectiveOperationException {
            return new Kind(
                    (String) kind.getClass().getMethod("bundle").invoke(kind),
                    (String) kind.getClass().getMethod("name").invoke(kind),
                    ((List<?>) kind.getClass().getMethod("parameters").invoke(kind)).size());
        }
    }

    /** All values of {@code Kinds.ALL}, read from the built bundles as they are. */
    private static List<Kind> kindsOfTheHost() throws ReflectiveOperationException, IOException {
        URL[] path = {
            Bundles.named("org.hinoban.host").jar().toUri().toURL(),
            Bundles.named("org.hinoban.api").jar().toUri().toURL()
        };
        List<Kind> kinds = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            for (Object kind : (List<?>)
                    loader.loadClass("org.hinoban.host.Kinds").getField("ALL").get(null)) {
                kinds.add(Kind.of(kind));
            }
        }
        return kinds;
    }

    private static Map<String, String> words(Bundle bundle, String language) {
        Map<String, String> words = new TreeMap<>();
        bundle.entries("OSGI-INF/l10n/bundle" + language + "\\.properties")
                .values()
                .forEach(text -> {
                    Properties properties = new Properties();
                    try {
                        properties.load(new StringReader(text));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    properties.forEach((key, value) -> words.put((String) key, (String) value));
                });
        return words;
    }

    private static SortedSet<Integer> places(String words) {
        SortedSet<Integer> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(words);
        while (matcher.find()) {
            places.add(Integer.valueOf(matcher.group(1)));
        }
        return places;
    }
}
