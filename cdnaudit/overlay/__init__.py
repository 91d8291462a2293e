"""Zones that are not live yet: answers from files of DNS as code, in front of the world's."""
