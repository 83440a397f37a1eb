package org.hinoban.itests.reports;

/**
 * One test method as it is to be found in the reports.
 *
 * @param type the binary name of the concrete class that it runs in
 */
record TestMethod(String type, String name) implements Comparable<TestMethod> {
    @Override
    public int compareTo(TestMethod other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return type + "." + name;
    }
}
