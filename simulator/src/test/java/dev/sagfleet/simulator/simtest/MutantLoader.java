package dev.sagfleet.simulator.simtest;

import java.io.IOException;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Loads all of the product anew, with changes in the byte code of some classes. */
final class MutantLoader extends ClassLoader {
    private static final String ROOT = "dev.sagfleet.";

    private final ClassFileLocator locator;
    private final Map<String, AsmVisitorWrapper> changes;

    /** @param changes by the names of the classes, without {@code dev.sagfleet.} */
    MutantLoader(ClassLoader parent, Map<String, AsmVisitorWrapper> changes) {
        super(parent);
        locator = ClassFileLocator.ForClassLoader.of(parent);
        this.changes = changes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ROOT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            AsmVisitorWrapper change = changes.get(name.substring(ROOT.length()));
            byte[] code = change == null ? locator.locate(name).resolve() : changed(name, change);
            return defineClass(name, code, 0, code.length);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] changed(String name, AsmVisitorWrapper change) {
        TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
        return new ByteBuddy().redefine(type, locator).visit(change).make().getBytes();
    }
}
