package dev.mixlab.data;

/**
 * A line of a file.
 *
 * @param file the file's name, without its folder
 * @param line the line, from 1
 */
public record FileLine(String file, int line) {

    @Override
    public String toString() {
        return file + " line " + line;
    }
}
