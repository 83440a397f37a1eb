/** The operation menu as front ends see it. */
@Export
@Version("0.1.0")
@NullMarked
@Capability(namespace = "osgi.implementation", name = RequireNavigation.NAME, version = RequireNavigation.VERSION)
package org.hinoban.navigation;

import org.hinoban.api.menu.RequireNavigation;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
