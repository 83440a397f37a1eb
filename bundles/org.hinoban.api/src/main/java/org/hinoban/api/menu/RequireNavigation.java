package org.hinoban.api.menu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Requirement;

/** Makes a bundle resolve only where the navigation service is, instead of showing nothing. */
@Requirement(namespace = "osgi.implementation", name = RequireNavigation.NAME, version = RequireNavigation.VERSION)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.ANNOTATION_TYPE, ElementType.TYPE, ElementType.PACKAGE})
public @interface RequireNavigation {
    String NAME = "org.hinoban.navigation";
    String VERSION = "0.1.0";
}
