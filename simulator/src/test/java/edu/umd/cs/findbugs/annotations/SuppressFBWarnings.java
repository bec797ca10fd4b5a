package edu.umd.cs.findbugs.annotations;

/** Says nothing here; it only has to be found. */
public @interface SuppressFBWarnings {
    String[] value() default {};

    String justification() default "";
}
