package org.hinoban.api.menu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Proposes a {@link MenuAction} as a repair: on the fix card, in the mail, and when the one before did not hold. */
@ComponentPropertyType
@RequireNavigation
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RemedyFor {
    String PREFIX_ = "hinoban.remedy.";

    /** The names of the kinds of fault that it helps against. */
    String[] kinds();

    /** The place among the remedies for a fault, lowest first: what is most likely to help and least likely to harm. */
    int order() default 1000;
}
