package org.hinoban.inventory;

/**
 * One thing that others made.
 *
 * @param group of its Maven coordinates; empty where the place does not tell it
 * @param path where it lies in the distribution
 * @param sha256 in lower-case hex digits; empty for what is embedded
 */
record Part(String group, String name, String version, String licence, String path, String sha256) {
    /** The package URL (purl) of Maven artifacts. */
    String url() {
        return "pkg:maven/" + (group.isEmpty() ? "" : group + "/") + name + "@" + version;
    }
}
