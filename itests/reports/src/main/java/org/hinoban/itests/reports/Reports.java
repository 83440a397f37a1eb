package org.hinoban.itests.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The entries of Surefire's and Failsafe's XML reports. */
final class Reports {
    /** How one test ended. */
    enum End {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** One entry; a test with parameters has one for each set of them. */
    record Entry(TestMethod method, End end, FileTime written) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds the reports of one folder; a folder that is not there has none. */
    Reports add(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().matches("TEST-.*\\.xml"))
                        .toList()) {
                    read(file);
                }
            }
        }
        return this;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void read(Path file) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            NodeList cases = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                TestMethod method =
                        new TestMethod(test.getAttribute("classname"), methodName(test.getAttribute("name")));
                entries.add(new Entry(method, end(test), written));
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Not a report that can be read: " + file, e);
        }
    }

    /** Without what follows the method's name for each set of parameters. */
    private static String methodName(String name) {
        return name.split("[({\\[ ]", 2)[0];
    }

    private static End end(Element test) {
        if (has(test, "failure") || has(test, "error")) {
            return End.FAILED;
        }
        return has(test, "skipped") ? End.SKIPPED : End.PASSED;
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }
}
