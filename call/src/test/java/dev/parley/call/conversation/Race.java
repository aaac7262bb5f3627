package dev.parley.call.conversation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A race and its decision; `docs/turns.md` lists them with the test that holds them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Race {
    String happens();

    String during();

    String decision();
}
