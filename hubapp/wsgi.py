"""What a server runs: the application, with the matcher compiled before the first visitor comes."""

from hubapp.factory import create_app
from hubapp.matching.prepare import prepare

prepare()
app = create_app()
