import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar, with its classes as those of Java 8, which have stack maps. The JVM archives no class of before Java 6
 * once it is linked, and verifies it at each start in the old, slow way. What the classes do stays as it is, and the
 * JVM verifies the stack maps as those of any other class. The launcher runs this as it stands, on JDK 24 or later.
 */
final class LiftedJar {
    /** Of the low byte of the version in a class file. */
    private static final int VERSION_AT = 7;

    private static final ClassTransform LIFT = ClassTransform.transformingMethods(
                    MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL))
            .andThen((classes, element) -> classes.with(lifted(element)));

    /** @param arguments the jar, and what to write */
    public static void main(String[] arguments) throws IOException {
        Map<String, byte[]> entries = read(arguments[0]);
        ClassFile classes = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(hierarchy(entries)));
        try (var out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                byte[] bytes = entry.getValue();
                out.write(isOld(entry) ? classes.transformClass(classes.parse(bytes), LIFT) : bytes);
                out.closeEntry();
            }
        }
    }

    private static Map<String, byte[]> read(String jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var in = new ZipFile(jar)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                entries.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** What a class extends: to merge types, its stack maps need to know. */
    private static ClassHierarchyResolver hierarchy(Map<String, byte[]> entries) {
        return ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
                    String descriptor = type.descriptorString();
                    byte[] found = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
                    return found == null ? null : new ByteArrayInputStream(found);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static boolean isOld(Map.Entry<String, byte[]> entry) {
        return entry.getKey().endsWith(".class") && entry.getValue()[VERSION_AT] < ClassFile.JAVA_6_VERSION;
    }

    private static ClassElement lifted(ClassElement element) {
        return element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element;
    }

    private LiftedJar() {}
}
