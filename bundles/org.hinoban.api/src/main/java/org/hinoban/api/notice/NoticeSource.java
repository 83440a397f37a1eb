package org.hinoban.api.notice;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Says what is wrong or worth knowing with a part of the manager itself. Registered as a service. */
@ConsumerType
@FunctionalInterface
public interface NoticeSource {
    /** What is to be said now; mostly nothing. Called for each page, so it answers from memory. */
    List<Notice> notices();
}
